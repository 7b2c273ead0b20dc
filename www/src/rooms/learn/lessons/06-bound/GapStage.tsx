import type { ReadonlySignal } from '@preact/signals';
import { Chart, XAxis } from '../../../../shared/chart/Chart';
import { figure } from '../../../../shared/chart/figure';
import { linearScale } from '../../../../shared/chart/scales';
import { Range } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { line, REACH } from '../../components/Handle';
import { StageFigure } from '../../components/StageFigure';
import { curve, gaussian } from '../../draw/histogram';
import { text } from '../../locales/text';
import { signed } from '../../vec2';
import { type GapStore, NEGATIVE_LOG, POSTERIOR } from './gap';

const ROW = 28;
/** The bars reach so many nats. */
const MOST = 6;

/** q beside the model's own posterior, and below them −log p, the bound, and the gap between. */
export function GapStage({ store, predicted }: { store: GapStore; predicted: ReadonlySignal<boolean> }) {
  const d = text.value.bound.gap;
  const part = usePart();
  const fixed = !predicted.value;
  const [mean, deviation, { gap, bound }, draws] = [store.mean.value, store.deviation.value, store.now.value, store.measured.value];
  // Before the prediction the stage would give it away
  const says = fixed
    ? d.hidden(signed(mean.toFixed(2)), deviation.toFixed(2))
    : d.says(signed(mean.toFixed(2)), deviation.toFixed(2), figure(bound), figure(NEGATIVE_LOG), figure(gap));
  const rows = [
    { name: 'evidence', label: '−log p', from: 0, to: NEGATIVE_LOG },
    { name: 'gap', label: d.gapName, from: NEGATIVE_LOG, to: bound },
    { name: 'bound', label: 'L', from: 0, to: bound },
  ];
  const CLASSES: Readonly<Record<string, string>> = { evidence: 'bar total', gap: 'bar sum', bound: 'bar likelihood' };
  return (
    <StageFigure says={says}>
      <Chart label={says} height={150}>
        {(frame) => {
          const x = line(frame);
          const y = linearScale(0, 1, [frame.height, 6]);
          return (
            <>
              {!fixed && (
                <path
                  class="fill-posterior"
                  d={`${curve((at) => gaussian(at, POSTERIOR.mean, POSTERIOR.variance), x, y, REACH)}V${frame.height}H0Z`}
                  {...part('posterior')}
                />
              )}
              <path class="stroke-noise" d={curve((at) => gaussian(at, mean, deviation ** 2), x, y, REACH)} {...part('q')} />
              <XAxis scale={x} area={frame} />
            </>
          );
        }}
      </Chart>
      <ul class="legend">
        <li class="noise">{d.q}</li>
        {!fixed && <li>{d.posterior}</li>}
      </ul>
      {!fixed && (
        <Chart label={says} height={rows.length * ROW}>
          {(frame) => {
            const x = linearScale(0, MOST, [64, frame.width - 52], 4);
            const at = (value: number): number => x.at(Math.min(MOST, value));
            return (
              <>
                {rows.map(({ name, label, from, to }, i) => (
                  <g key={name} {...part(name)}>
                    <text class="tick" x={56} y={i * ROW + 18} text-anchor="end">
                      {label}
                    </text>
                    <rect class={CLASSES[name]} x={at(from)} y={i * ROW + 6} width={Math.max(1, at(to) - at(from))} height={16} />
                    <text class="tick strong" x={at(to) + 5} y={i * ROW + 18}>
                      {figure(to - from)}
                    </text>
                  </g>
                ))}
                <line class="axis" x1={x.at(0)} x2={x.at(0)} y1={0} y2={frame.height} />
              </>
            );
          }}
        </Chart>
      )}
      <Range
        label={d.mean}
        shown={signed(mean.toFixed(2))}
        value={mean}
        min={-2}
        max={3}
        step={0.05}
        disabled={fixed}
        onInput={(value) => store.move('mean', value)}
      />
      <Range
        label={d.deviation}
        shown={deviation.toFixed(2)}
        value={deviation}
        min={0.3}
        max={2}
        step={0.01}
        disabled={fixed}
        onInput={(value) => store.move('deviation', value)}
      />
      {fixed && <p class="hint">{text.value.fixed}</p>}
      {!fixed && draws && <p class="hint">{d.drawn(figure(draws.ofLogs), figure(draws.ofMean))}</p>}
    </StageFigure>
  );
}
