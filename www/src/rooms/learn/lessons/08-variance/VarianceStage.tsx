import { Chart, XAxis } from '../../../../shared/chart/Chart';
import { figure } from '../../../../shared/chart/figure';
import { linearScale } from '../../../../shared/chart/scales';
import { usePart } from '../../components/context';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import { times, type Variance } from './store';

const ROW = 34;

/** A bar for each way to estimate the same gradient, with two standard errors. */
export function VarianceStage({ store }: { store: Variance }) {
  const d = text.value.variance;
  const part = usePart();
  const rows = store.rows.value;
  const relative = (name: (typeof rows)[number]['estimator']): string => figure(times(rows, name, 'one_noise'));
  const says = rows.length === 0 ? d.empty : rows.map(({ estimator }) => d.one(d.estimators[estimator], relative(estimator))).join(' ');
  return (
    <StageFigure says={says}>
      {rows.length > 0 && (
        <Chart label={says} height={rows.length * ROW}>
          {(frame) => {
            const most = Math.max(...rows.map(({ variance, standardError }) => variance + 2 * standardError));
            const left = Math.min(130, 0.38 * frame.width);
            const x = linearScale(0, most, [left, frame.width - 44], 4);
            return (
              <>
                {rows.map(({ estimator, variance, standardError }, i) => (
                  <g key={estimator} {...part(estimator)}>
                    <text class="tick" x={left - 6} y={i * ROW + 21} text-anchor="end">
                      {d.estimators[estimator]}
                    </text>
                    <rect class="bar learnt" x={left} y={i * ROW + 9} width={Math.max(1, x.at(variance) - left)} height={16} />
                    <path
                      class="error-bar"
                      d={`M${x.at(Math.max(0, variance - 2 * standardError))} ${i * ROW + 17}H${x.at(variance + 2 * standardError)}`}
                    />
                    <text class="tick strong" x={x.at(variance + 2 * standardError) + 5} y={i * ROW + 21}>
                      × {relative(estimator)}
                    </text>
                  </g>
                ))}
                <XAxis scale={x} area={frame} />
              </>
            );
          }}
        </Chart>
      )}
    </StageFigure>
  );
}
