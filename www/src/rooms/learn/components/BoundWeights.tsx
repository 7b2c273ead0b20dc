import { Chart, XAxis } from '../../../shared/chart/Chart';
import { figure } from '../../../shared/chart/figure';
import { linearScale, logDomain, logScale, pathOf } from '../../../shared/chart/scales';
import { text } from '../locales/text';
import { type Bound, leastWeight, SHOWN } from '../store/bound';
import { usePart } from './context';

/** The weight of the squared error over t, in the bound and in L_simple. */
export function BoundWeights({ store }: { store: Pick<Bound, 'curves'> }) {
  const d = text.value.bound;
  const part = usePart();
  const curves = store.curves.value;
  if (!curves) return null;
  const weights = [...curves.boundWeight.slice(1)];
  const least = leastWeight(curves.boundWeight);
  const [first, last] = [weights[0] ?? 0, weights.at(-1) ?? 0];
  return (
    <>
      <h3>{d.weightsTitle}</h3>
      <Chart
        label={d.weightsLabel(figure(first), figure(weights[SHOWN - 1] ?? 0), figure(curves.boundWeight[least] ?? 0), least, figure(last))}
        height={110}
      >
        {(frame) => {
          const y = logScale(...logDomain([...weights, 1]), [frame.height, 0]);
          const x = linearScale(weights.length, 0, [0, frame.width], 4);
          const stride = Math.max(1, Math.floor(weights.length / 160));
          const line = weights.flatMap((weight, i) => (i < 12 || i % stride === 0 ? [[x.at(i + 1), y.at(weight)] as const] : []));
          return (
            <>
              {y.ticks.map(({ at, text: tick }) => (
                <text key={tick} class="tick" x={2} y={Math.max(9, at - 3)}>
                  {tick}
                </text>
              ))}
              <line class="curve snr" x1={0} x2={frame.width} y1={y.at(1)} y2={y.at(1)} {...part('simple')} />
              <path class="curve" d={pathOf(line)} {...part('weights')} />
              <XAxis scale={x} area={frame} />
            </>
          );
        }}
      </Chart>
      <ul class="legend">
        <li>{d.weightBound}</li>
        <li>{d.weightSimple}</li>
      </ul>
    </>
  );
}
