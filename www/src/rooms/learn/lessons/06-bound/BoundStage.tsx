import { Chart, XAxis, YGrid } from '../../../../shared/chart/Chart';
import { figure } from '../../../../shared/chart/figure';
import { linearScale, logDomain, logScale } from '../../../../shared/chart/scales';
import { BoundWeights } from '../../components/BoundWeights';
import { usePart } from '../../components/context';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import type { Bound, Measured } from '../../store/bound';

const BARS = 50;

/** The sum of the bound as one bar, its terms over t, and the weights of both losses. */
export function BoundStage({ store }: { store: Bound }) {
  const d = text.value.bound;
  const measured = store.measured.value;
  const says = measured
    ? d.says(
        figure(measured.bound.prior),
        figure(measured.sum),
        figure(measured.bound.decoder),
        figure(measured.bound.total),
        figure(measured.negativeLog),
      )
    : d.unmeasured;
  return (
    <StageFigure says={says}>
      {measured && <Sum measured={measured} />}
      {measured && <Terms measured={measured} />}
      {measured && <BoundWeights store={store} />}
    </StageFigure>
  );
}

function Sum({ measured: { bound, sum, negativeLog } }: { measured: Measured }) {
  const d = text.value.bound;
  const part = usePart();
  const rows = [
    { name: 'prior', label: 'L_T', value: bound.prior },
    { name: 'sum', label: 'Σ Lₜ₋₁', value: sum },
    { name: 'decoder', label: 'L₀', value: bound.decoder },
    { name: 'total', label: d.total, value: bound.total },
    { name: 'likelihood', label: '−log p', value: negativeLog },
  ];
  return (
    <>
      <h3>{d.barsTitle}</h3>
      <Chart label={rows.map(({ label, value }) => `${label}: ${figure(value)}`).join('; ')} height={rows.length * 28}>
        {(frame) => {
          const values = rows.map(({ value }) => value);
          const left = 92;
          const x = linearScale(Math.min(0, ...values), Math.max(0, ...values), [left, frame.width - 56], 4);
          return (
            <>
              {rows.map(({ name, label, value }, i) => (
                <g key={name} {...part(name)}>
                  <text class="tick" x={left - 8} y={i * 28 + 18} text-anchor="end">
                    {label}
                  </text>
                  <rect
                    class={`bar ${name}`}
                    x={Math.min(x.at(0), x.at(value))}
                    y={i * 28 + 6}
                    width={Math.max(1, Math.abs(x.at(value) - x.at(0)))}
                    height={16}
                  />
                  <text class="tick strong" x={Math.max(x.at(0), x.at(value)) + 5} y={i * 28 + 18}>
                    {figure(value)}
                  </text>
                </g>
              ))}
              <line class="axis" x1={x.at(0)} x2={x.at(0)} y1={0} y2={frame.height} />
            </>
          );
        }}
      </Chart>
    </>
  );
}

function Terms({ measured: { bound } }: { measured: Measured }) {
  const d = text.value.bound;
  const part = usePart();
  const { terms } = bound;
  const sums = new Array<number>(BARS).fill(0);
  terms.forEach((term, i) => {
    const bar = Math.min(BARS - 1, Math.floor((i / terms.length) * BARS));
    sums[bar] = (sums[bar] ?? 0) + term;
  });
  return (
    <>
      <h3>{d.termsTitle}</h3>
      <Chart label={d.termsLabel(figure(sums[0] ?? 0), figure(sums.at(-1) ?? 0))} height={120}>
        {(frame) => {
          const y = logScale(...logDomain(sums), [frame.height, 0]);
          const x = linearScale(terms.length, 0, [0, frame.width], 4);
          const step = frame.width / BARS;
          return (
            <g {...part('terms')}>
              <YGrid scale={y} area={frame} />
              {sums.map((value, i) =>
                value > 0 ? (
                  <rect
                    key={i}
                    class="bar learnt"
                    x={(BARS - 1 - i) * step + 0.5}
                    width={Math.max(1, step - 1)}
                    y={y.at(value)}
                    height={frame.height - y.at(value)}
                  />
                ) : null,
              )}
              <XAxis scale={x} area={frame} />
            </g>
          );
        }}
      </Chart>
    </>
  );
}
