import { Chart, XAxis, YGrid } from '../../../../shared/chart/Chart';
import { figure } from '../../../../shared/chart/figure';
import { logDomain, logScale, pathOf } from '../../../../shared/chart/scales';
import { usePart } from '../../components/context';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import { type Ddim, KINDS } from './store';

const STROKES = { ddpm: 'curve normal', ddim: 'curve learnt', heun: 'curve' } as const;

/** Distance to the data over network calls, for three samplers. */
export function CallsStage({ store }: { store: Ddim }) {
  const d = text.value.ddim;
  const part = usePart();
  const points = store.quality.value;
  const best = KINDS.flatMap((kind) => points.filter((point) => point.kind === kind).slice(-1));
  const says =
    best.length === 0 ? d.empty : best.map(({ kind, calls, distance }) => d.one(d.kinds[kind], calls, figure(distance))).join(' ');
  return (
    <StageFigure says={says}>
      <Chart label={says} height={190}>
        {(frame) => {
          const x = logScale(4, 250, [0, frame.width]);
          const floor = points.at(-1)?.data;
          // Until something is measured, the frame alone
          if (floor === undefined) return <XAxis scale={x} area={frame} />;
          const y = logScale(...logDomain([...points.map(({ distance }) => distance), floor]), [frame.height, 0]);
          return (
            <>
              <YGrid scale={y} area={frame} />
              <line class="floor-line" x1={0} x2={frame.width} y1={y.at(floor)} y2={y.at(floor)} {...part('data')} />
              {KINDS.map((kind) => {
                const own = points.filter((point) => point.kind === kind);
                return (
                  <g key={kind} {...part(kind)}>
                    <path class={STROKES[kind]} d={pathOf(own.map(({ calls, distance }) => [x.at(calls), y.at(distance)] as const))} />
                    {own.map(({ calls, distance }) => (
                      <circle key={calls} class={`dot-${kind}`} cx={x.at(calls)} cy={y.at(distance)} r={3.5} />
                    ))}
                  </g>
                );
              })}
              <XAxis scale={x} area={frame} />
            </>
          );
        }}
      </Chart>
      <ul class="legend">
        <li class="noise">{d.kinds.ddpm}</li>
        <li class="prediction">{d.kinds.ddim}</li>
        <li>{d.kinds.heun}</li>
        <li class="data">{d.dataLine}</li>
      </ul>
    </StageFigure>
  );
}
