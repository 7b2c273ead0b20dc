import type { ReadonlySignal } from '@preact/signals';
import { Chart, XAxis } from '../../../../shared/chart/Chart';
import { figure } from '../../../../shared/chart/figure';
import { linearScale } from '../../../../shared/chart/scales';
import { Range } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { Handle, line, REACH } from '../../components/Handle';
import { StageFigure } from '../../components/StageFigure';
import { curve, gaussian } from '../../draw/histogram';
import { text } from '../../locales/text';
import { signed } from '../../vec2';
import { type Posterior, TOTAL } from './store';

/** A curve this narrow is drawn as a line. */
const POINT = 1e-4;

/** What x_0 says of x_{t−1}, what x_t says of it, and what both say together. */
export function PosteriorStage({ store, predicted }: { store: Posterior; predicted: ReadonlySignal<boolean> }) {
  const d = text.value.posterior;
  const part = usePart();
  const n = store.numbers.value;
  const fixed = !predicted.value;
  const [t, x0, xt] = [store.t.value, store.x0.value, store.xt.value];
  const says = n ? d.says(t, figure(x0), figure(xt), figure(n.mean), figure(n.variance)) : text.value.waiting;
  return (
    <StageFigure says={says}>
      <Chart label={says} height={220} role="group">
        {(frame) => {
          const x = line(frame);
          // Each curve to its own height: what counts is where it lies and how wide it is
          const y = linearScale(0, 1.1, [frame.height - 34, 0]);
          const bump = ({ mean, variance }: { mean: number; variance: number }): string =>
            variance < POINT
              ? `M${x.at(mean)} ${y.at(0)}V${y.at(1)}`
              : curve((at) => gaussian(at, mean, variance) / gaussian(mean, mean, variance), x, y, REACH);
          return (
            <>
              {n && (
                <>
                  <path class="stroke-data" d={bump(n.prior)} {...part('prior')} />
                  <path class="stroke-noise" d={bump(n.likelihood)} {...part('likelihood')} />
                  <path class="fill-posterior" d={`${bump(n)}${n.variance < POINT ? '' : `V${y.at(0)}H0Z`}`} {...part('posterior')} />
                  <line class="now-mean" x1={x.at(n.mean)} x2={x.at(n.mean)} y1={y.at(1.05)} y2={y.at(0)} {...part('mean')} />
                </>
              )}
              <line class="grid" x1={0} x2={frame.width} y1={y.at(0)} y2={y.at(0)} />
              <text class="tick data" x={x.at(x0)} y={frame.height - 20} text-anchor="middle">
                x₀
              </text>
              <text class="tick noise" x={x.at(xt)} y={frame.height - 20} text-anchor="middle">
                xₜ
              </text>
              <Handle
                {...{
                  part: 'x0',
                  colour: 'data',
                  label: d.dragX0,
                  scale: x,
                  y: frame.height - 8,
                  value: x0,
                  low: -3,
                  high: 3,
                  disabled: fixed,
                }}
                onChange={(value) => store.move('x0', value)}
              />
              <Handle
                {...{
                  part: 'xt',
                  colour: 'noise',
                  label: d.dragXt,
                  scale: x,
                  y: frame.height - 8,
                  value: xt,
                  low: -3,
                  high: 3,
                  disabled: fixed,
                }}
                onChange={(value) => store.move('xt', value)}
              />
              <XAxis scale={x} area={frame} />
            </>
          );
        }}
      </Chart>
      <ul class="legend">
        <li class="data">{d.prior}</li>
        <li class="noise">{d.likelihood}</li>
        <li>{d.posterior}</li>
      </ul>
      <div {...part('time')}>
        <Range
          label={d.time}
          shown={`t = ${t} / ${TOTAL}`}
          value={t}
          min={1}
          max={TOTAL}
          step={1}
          disabled={fixed}
          onInput={(value) => (store.t.value = value)}
        />
      </div>
      {fixed && <p class="hint">{text.value.fixed}</p>}
      {n && (
        <dl class="digits">
          <div {...part('eq7')}>
            <dt>{d.byX0}</dt>
            <dd>
              {n.ofX0.toFixed(6)} · {signed(x0)} + {n.ofXt.toFixed(6)} · {signed(xt)} = <b>{digits(n.mean)}</b>
            </dd>
          </div>
          <div {...part('eq11')}>
            <dt>{d.byEps(signed(n.eps.toFixed(6)))}</dt>
            <dd>
              <b>{digits(n.meanOfEps)}</b>
            </dd>
          </div>
          <div>
            <dt>{d.difference}</dt>
            <dd>{figure(Math.abs(n.mean - n.meanOfEps))}</dd>
          </div>
        </dl>
      )}
    </StageFigure>
  );
}

/** All the digits that a number of double precision has. */
function digits(value: number): string {
  return signed(value.toPrecision(16));
}
