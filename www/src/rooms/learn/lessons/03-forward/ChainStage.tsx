import { Chart, XAxis } from '../../../../shared/chart/Chart';
import { figure } from '../../../../shared/chart/figure';
import { linearScale } from '../../../../shared/chart/scales';
import { Range } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { line, REACH } from '../../components/Handle';
import { StageFigure } from '../../components/StageFigure';
import { bins, curve, gaussian, stairs } from '../../draw/histogram';
import { text } from '../../locales/text';
import { CHAIN_STEPS, type Forward } from './store';

const BINS = 56;

/** Two histograms over each other, by many steps and by one jump, with the density that both should have. */
export function ChainStage({ store }: { store: Forward }) {
  const d = text.value.forward;
  const part = usePart();
  const [chain, jump, measured] = [store.byChain.value, store.byJump.value, store.measured.value];
  const t = store.t.value;
  const [mean, variance] = [store.mean.value, store.variance.value];
  const says = measured
    ? d.walkSays(
        t,
        [measured.chain, measured.jump, { mean, variance }].map((m) => [figure(m.mean), figure(m.variance)] as const),
      )
    : d.empty;
  return (
    <StageFigure says={says}>
      <Chart label={says} height={230}>
        {(frame) => {
          const x = line(frame);
          const top = Math.max(0.5, Math.min(4, 1.15 * gaussian(0, 0, Math.max(variance, 1e-3))));
          const y = linearScale(0, top, [frame.height, 0]);
          return (
            <>
              {jump && (
                <path class="fill-data" d={`${stairs(bins(jump, REACH, BINS), x, y, REACH)}V${frame.height}H0Z`} {...part('jump')} />
              )}
              {chain && <path class="stroke-noise" d={stairs(bins(chain, REACH, BINS), x, y, REACH)} {...part('chain')} />}
              {variance > 0 && <path class="curve" d={curve((at) => gaussian(at, mean, variance), x, y, REACH)} {...part('density')} />}
              <line class="now-mean" x1={x.at(mean)} x2={x.at(mean)} y1={0} y2={frame.height} {...part('mean')} />
              <XAxis scale={x} area={frame} />
            </>
          );
        }}
      </Chart>
      <ul class="legend">
        <li class="noise">{d.byChain(t)}</li>
        <li class="data">{d.byJump}</li>
        <li>{d.density}</li>
      </ul>
      <div {...part('slider')}>
        <Range
          label={d.step}
          shown={`t = ${t}`}
          value={t}
          min={0}
          max={CHAIN_STEPS}
          step={1}
          onInput={(value) => (store.t.value = value)}
        />
      </div>
      <div {...part('start')}>
        <Range
          label={d.start}
          shown={store.x0.value.toFixed(1)}
          value={store.x0.value}
          min={-2.5}
          max={2.5}
          step={0.1}
          onInput={(value) => (store.x0.value = value)}
        />
      </div>
    </StageFigure>
  );
}
