import { FIGURES_Y } from '../../../shared/chart/Chart';
import { figure } from '../../../shared/chart/figure';
import { Plot } from '../../../shared/chart/Plot';
import { logDomain, logScale } from '../../../shared/chart/scales';
import { TableBox } from '../../../shared/ui/TableBox';
import { text } from '../locales/text';
import { useTraining } from './context';
import { Panel } from './Panel';

const ROW = 30;

/** How far the gradient scatters, by the way it is estimated. */
export function VariancePanel() {
  const training = useTraining();
  const t = text.value.variance;
  const job = training.panels.variance;
  const rows = job.result.value ?? [];
  const reference = rows.find(({ estimator }) => estimator === 'one_noise');
  const start = (): void => {
    const run = training.trainer.run.value;
    if (run) void training.panels.runVariance(run);
  };
  return (
    <Panel name="variance" title={t.title} about={t.about} job={job} start={t.start} onStart={start}>
      {rows.length > 0 && (
        <>
          <Plot control="train.files" title={t.plot} label={t.label} height={rows.length * ROW}>
            {(area) => {
              const left = Math.min(150, 0.4 * area.width);
              const low = (row: (typeof rows)[number]): number => Math.max(row.variance / 10, row.variance - 2 * row.standardError);
              const ends = rows.flatMap((row) => [low(row), row.variance + 2 * row.standardError]);
              const x = logScale(...logDomain(ends), [left, area.width - 14]);
              return (
                <>
                  {rows.map((row, i) => (
                    <g key={row.estimator}>
                      <text class="tick" x={left - 10} y={i * ROW + 18} text-anchor="end">
                        {t.estimators[row.estimator]}
                      </text>
                      <line class="grid" x1={left} x2={area.width} y1={i * ROW + 14} y2={i * ROW + 14} />
                      <path class="error-bar" d={`M${x.at(low(row))} ${i * ROW + 14}H${x.at(row.variance + 2 * row.standardError)}`} />
                      <circle class="dot prediction" cx={x.at(row.variance)} cy={i * ROW + 14} r={6} />
                    </g>
                  ))}
                  <line class="axis" x1={left} x2={area.width} y1={area.height} y2={area.height} />
                  {x.ticks.map((tick) => (
                    <text key={tick.text} class="tick" x={tick.at} y={area.height + FIGURES_Y} text-anchor="middle">
                      {tick.text}
                    </text>
                  ))}
                </>
              );
            }}
          </Plot>
          <TableBox label={t.title}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t.estimator}</th>
                  <th scope="col">{t.trace}</th>
                  <th scope="col">{t.error}</th>
                  <th scope="col">{t.relative}</th>
                  <th scope="col">{t.norm}</th>
                  <th scope="col">{t.repeats}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.estimator}>
                    <th scope="row">{t.estimators[row.estimator]}</th>
                    <td>{figure(row.variance)}</td>
                    <td>± {figure(row.standardError)}</td>
                    <td>{reference ? `× ${figure(row.variance / reference.variance)}` : '–'}</td>
                    <td>{figure(row.meanNorm)}</td>
                    <td>{row.repeats}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableBox>
        </>
      )}
    </Panel>
  );
}
