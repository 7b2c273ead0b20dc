import { XAxis, YGrid } from '../../../shared/chart/Chart';
import { Plot } from '../../../shared/chart/Plot';
import { logDomain, logScale, pathOf } from '../../../shared/chart/scales';
import { text } from '../locales/text';
import { QUALITY_KINDS, type QualityKind } from '../store/panels';
import { useTraining } from './context';
import { Panel } from './Panel';

/** Each has its own colour, stroke and mark, any of which identifies it. */
const DASHES: Readonly<Record<QualityKind, string>> = { ddpm: '', ddpmBeta: '7 4', ddim: '2 3', heun: '10 3 2 3', dpmSolver: '1 4' };
const MARK: Readonly<Record<QualityKind, string>> = {
  ddpm: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z',
  ddpmBeta: 'M-4-4h8v8h-8z',
  ddim: 'M0-5l4.500 8.500h-9z',
  heun: 'M0-5l5 5-5 5-5-5z',
  dpmSolver: 'M-4-3h8l-4 7.500z',
};

/** What network calls buy: distance to the data over their number, for several samplers. */
export function QualityPanel() {
  const training = useTraining();
  const t = text.value.quality;
  const job = training.panels.quality;
  const points = job.result.value ?? [];
  const start = (): void => {
    const run = training.trainer.run.value;
    if (run) void training.panels.runQuality(run, training.settings.value);
  };
  return (
    <Panel name="quality" title={t.title} about={t.about} job={job} start={t.start} onStart={start}>
      {points.length > 0 && (
        <Plot
          control="train.files"
          title={t.plot}
          keys={
            <span class="marks">
              {QUALITY_KINDS.map((kind) => (
                <span key={kind}>
                  <svg width="26" height="12" viewBox="-13 -6 26 12" aria-hidden="true">
                    <path class={`curve of-${kind}`} d="M-13 0H13" stroke-dasharray={DASHES[kind]} />
                    <path class={`mark of-${kind}`} d={MARK[kind]} />
                  </svg>{' '}
                  {t.kinds[kind]}
                </span>
              ))}
              <span class="data">{t.data}</span>
            </span>
          }
          label={t.label}
          height={200}
        >
          {(area) => {
            const x = logScale(...logDomain(points.map(({ calls }) => calls)), [24, area.width - 8]);
            const floor = points.reduce((sum, { data }) => sum + data.slicedWasserstein, 0) / points.length;
            const y = logScale(...logDomain([floor, ...points.map(({ distances }) => distances.slicedWasserstein)]), [area.height, 0]);
            return (
              <>
                <YGrid scale={y} area={area} />
                <line class="floor-line" x1={0} x2={area.width} y1={y.at(floor)} y2={y.at(floor)} />
                {QUALITY_KINDS.map((kind) => {
                  const own = points
                    .filter((point) => point.kind === kind)
                    .map(({ calls, distances }) => [x.at(calls), y.at(distances.slicedWasserstein)] as const);
                  return (
                    <g key={kind}>
                      <path class={`curve of-${kind}`} d={pathOf(own)} stroke-dasharray={DASHES[kind]} />
                      {own.map(([px, py]) => (
                        <path key={px} class={`mark of-${kind}`} d={MARK[kind]} transform={`translate(${px} ${py})`} />
                      ))}
                    </g>
                  );
                })}
                <XAxis scale={x} area={area} name={t.calls} />
              </>
            );
          }}
        </Plot>
      )}
    </Panel>
  );
}
