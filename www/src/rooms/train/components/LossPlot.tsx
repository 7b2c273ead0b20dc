import { XAxis, YGrid } from '../../../shared/chart/Chart';
import { figure } from '../../../shared/chart/figure';
import { Plot } from '../../../shared/chart/Plot';
import { linearScale, logDomain, logScale, pathOf } from '../../../shared/chart/scales';
import { binPoints, smoothed } from '../../../shared/state/record';
import { text } from '../locales/text';
import { useTraining } from './context';

/** The loss of every step, faint, and its running mean. */
export function LossPlot() {
  const training = useTraining();
  const t = text.value.lossPlot;
  training.trainer.revision.value;
  const record = training.trainer.record.value;
  const points = binPoints(record.bins, record.start);
  const means = points.map(({ mean }) => mean);
  const smooth = smoothed(means);
  const floor = training.floor.values.value;
  const least = floor.length > 0 && training.settings.value.weighting === 'simple' && training.settings.value.prediction === 'epsilon';
  const floorMean = least ? floor.reduce((sum, value) => sum + value, 0) / floor.length : null;
  return (
    <Plot
      control="train.files"
      title={t.title}
      keys={
        <>
          <span class="prediction">{t.smooth}</span> <b class="prediction">{figure(smooth.at(-1) ?? NaN)}</b>{' '}
          {floorMean !== null && (
            <span class="data">
              {t.floor} <b>{figure(floorMean)}</b>
            </span>
          )}
        </>
      }
      label={t.label(record.step, figure(smooth.at(-1) ?? NaN))}
      hint={points.length === 0 ? t.empty : undefined}
      height={120}
    >
      {(area) => {
        const x = linearScale(record.start, Math.max(record.start + 100, points.at(-1)?.step ?? 0), [0, area.width], 5);
        const y = logScale(...logDomain([...means, ...(floorMean === null ? [] : [floorMean])]), [area.height, 0]);
        return (
          <>
            <YGrid scale={y} area={area} />
            <path
              class="curve raw"
              d={pathOf(points.flatMap(({ step, low, high }) => [[x.at(step), y.at(low)] as const, [x.at(step), y.at(high)] as const]))}
            />
            {floorMean !== null && <line class="floor-line" x1={0} x2={area.width} y1={y.at(floorMean)} y2={y.at(floorMean)} />}
            <path class="curve learnt" d={pathOf(points.map(({ step }, i) => [x.at(step), y.at(smooth[i] ?? 0)] as const))} />
            <XAxis scale={x} area={area} name={t.steps} />
          </>
        );
      }}
    </Plot>
  );
}
