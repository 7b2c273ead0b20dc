import { Chart, XAxis, YGrid } from '../../../../shared/chart/Chart';
import { figure } from '../../../../shared/chart/figure';
import { linearScale, pathOf } from '../../../../shared/chart/scales';
import { usePart } from '../../components/context';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import type { Reverse, Spread } from './store';

const LOW = 0.5;
const HIGH = 2;

/** Variance of the samples over what it should be, from T to 0: a level line is right. */
export function SpreadStage({ store }: { store: Reverse }) {
  const d = text.value.reverse;
  const spreads = store.spreads.value;
  const says = spreads.length === 0 ? d.spreadEmpty : spreads.map((one) => d.spreadOne(name(one), figure(atOne(one)))).join(' ');
  return (
    <StageFigure says={says}>
      {(['gaussian', 'point'] as const).map((data) => (
        <div key={data}>
          <h3>{d.datasets[data]}</h3>
          <Ratios of={d.datasets[data]} spreads={spreads.filter((one) => one.data === data)} />
        </div>
      ))}
      <ul class="legend">
        <li class="prediction">σ² = β̃</li>
        <li class="noise">σ² = β</li>
      </ul>
    </StageFigure>
  );
}

function name({ data, variance }: Spread): string {
  return `${text.value.reverse.datasets[data]}, σ² = ${variance === 0 ? 'β̃' : 'β'}`;
}

/** The ratio at t = 1, the last time at which both data sets have one. */
function atOne({ times, ratio }: Spread): number {
  return ratio[times.indexOf(1)] ?? NaN;
}

function Ratios({ of, spreads }: { of: string; spreads: readonly Spread[] }) {
  const part = usePart();
  const d = text.value.reverse;
  return (
    <Chart label={spreads.map((one) => d.spreadOne(name(one), figure(atOne(one)))).join(' ') || `${of}: ${d.spreadEmpty}`} height={120}>
      {(frame) => {
        const total = Math.max(1, ...spreads.flatMap(({ times }) => times));
        const x = linearScale(total, 0, [0, frame.width], 5);
        const y = linearScale(LOW, HIGH, [frame.height, 0], 3);
        return (
          <>
            <YGrid scale={y} area={frame} />
            <line class="level" x1={0} x2={frame.width} y1={y.at(1)} y2={y.at(1)} {...part('level')} />
            {spreads.map(({ variance, times, ratio }) => (
              <path
                key={variance}
                class={variance === 0 ? 'curve learnt' : 'curve normal'}
                {...part(variance === 0 ? 'tilde' : 'beta')}
                d={pathOf(
                  times.flatMap((t, i) => {
                    const value = ratio[i] ?? NaN;
                    return Number.isFinite(value) ? [[x.at(t), y.at(Math.min(HIGH, Math.max(LOW, value)))] as const] : [];
                  }),
                )}
              />
            ))}
            <XAxis scale={x} area={frame} />
          </>
        );
      }}
    </Chart>
  );
}
