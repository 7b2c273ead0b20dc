import type { ReadonlySignal } from '@preact/signals';
import { Chart, XAxis } from '../../../../shared/chart/Chart';
import { figure } from '../../../../shared/chart/figure';
import { linearScale, pathOf } from '../../../../shared/chart/scales';
import { Range } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { StageFigure } from '../../components/StageFigure';
import { curve, gaussian } from '../../draw/histogram';
import { text } from '../../locales/text';
import { signed } from '../../vec2';
import { before, REACH, type SmallStep } from './small-step';

/** Densities are drawn to their own height: what counts is their shape. */
const HEIGHT = 170;

/** The data one step before, the reverse of the step, and the normal distribution of the same mean and variance. */
export function SmallStepStage({ store, predicted }: { store: SmallStep; predicted: ReadonlySignal<boolean> }) {
  const d = text.value.reverse.small;
  const part = usePart();
  const fixed = !predicted.value;
  const [beta, xt, shape] = [store.beta.value, store.xt.value, store.shape.value];
  const says = fixed ? d.hidden : d.says(beta.toFixed(2), signed(xt.toFixed(2)), shape.modes, figure(shape.away));
  return (
    <StageFigure says={says}>
      <Chart label={says} height={HEIGHT}>
        {(frame) => {
          const x = linearScale(-REACH, REACH, [0, frame.width], 7);
          const y = linearScale(0, 1.08, [frame.height, 0]);
          const tallest = shape.density.reduce((a, b) => Math.max(a, b), 0);
          const normal = (at: number): number => gaussian(at, shape.mean, shape.variance);
          const most = Math.max(tallest, normal(shape.mean));
          return (
            <>
              <path class="stroke-data" d={curve((at) => before(at).density / before(1).density, x, y, REACH)} {...part('before')} />
              {!fixed && (
                <>
                  <path
                    class="fill-posterior"
                    d={`${pathOf([...shape.density].map((p, i) => [x.at(shape.at[i] ?? 0), y.at(p / most)] as const))}V${frame.height}H0Z`}
                    {...part('back')}
                  />
                  <path class="curve learnt" d={curve((at) => normal(at) / most, x, y, REACH)} {...part('normal')} />
                </>
              )}
              <line class="now-mean" x1={x.at(xt)} x2={x.at(xt)} y1={0} y2={frame.height} {...part('here')} />
              <XAxis scale={x} area={frame} />
            </>
          );
        }}
      </Chart>
      <ul class="legend">
        <li class="data">{d.before}</li>
        {!fixed && <li>{d.back}</li>}
        {!fixed && <li class="prediction">{d.normal}</li>}
      </ul>
      <div {...part('size')}>
        <Range
          label={d.beta}
          shown={beta.toFixed(2)}
          value={beta}
          min={0.01}
          max={0.9}
          step={0.01}
          disabled={fixed}
          onInput={(value) => store.move('beta', value)}
        />
      </div>
      <Range
        label={d.xt}
        shown={signed(xt.toFixed(2))}
        value={xt}
        min={-2}
        max={2}
        step={0.05}
        disabled={fixed}
        onInput={(value) => store.move('xt', value)}
      />
      {fixed && <p class="hint">{text.value.fixed}</p>}
    </StageFigure>
  );
}
