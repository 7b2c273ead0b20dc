import { Chart, XAxis } from '../../../../shared/chart/Chart';
import { figure } from '../../../../shared/chart/figure';
import { linearScale } from '../../../../shared/chart/scales';
import { Segments } from '../../../../shared/ui/Fields';
import { TableBox } from '../../../../shared/ui/TableBox';
import { usePart } from '../../components/context';
import { line, REACH } from '../../components/Handle';
import { StageFigure } from '../../components/StageFigure';
import { curve, gaussian } from '../../draw/histogram';
import { text } from '../../locales/text';
import { type Forward, TOTALS } from './store';

/** What is left of two data points at T, beside N(0, 1), and the figures for every T. */
export function EndsStage({ store }: { store: Forward }) {
  const d = text.value.forward;
  const part = usePart();
  const end = store.ends.value.find(({ total }) => total === store.total.value);
  const says = end ? d.endSays(end.total, figure(end.alphaBar), figure(end.snr), figure(end.kl)) : d.empty;
  return (
    <StageFigure says={says}>
      <Chart label={says} height={180}>
        {(frame) => {
          const x = line(frame);
          const y = linearScale(0, 1, [frame.height, 0]);
          const [signal, noise] = [Math.sqrt(end?.alphaBar ?? 0), 1 - (end?.alphaBar ?? 0)];
          return (
            <>
              <path class="fill-noise" d={`${curve((at) => gaussian(at, 0, 1), x, y, REACH)}V${frame.height}H0Z`} {...part('normal')} />
              {end &&
                [-2, 2].map((x0) => (
                  <path key={x0} class="stroke-data" d={curve((at) => gaussian(at, signal * x0, noise), x, y, REACH)} {...part('left')} />
                ))}
              <XAxis scale={x} area={frame} />
            </>
          );
        }}
      </Chart>
      <ul class="legend">
        <li class="noise">N(0, 1)</li>
        <li class="data">{d.fromTwo}</li>
      </ul>
      <div {...part('total')}>
        <Segments
          label={d.total}
          options={TOTALS.map((value) => ({ value, label: String(value) }))}
          value={store.total.value}
          onChange={(value) => (store.total.value = value)}
        />
      </div>
      <TableBox label={says}>
        <table>
          <thead>
            <tr>
              <th scope="col">T</th>
              <th scope="col">ᾱ_T</th>
              <th scope="col">SNR</th>
              <th scope="col">KL</th>
            </tr>
          </thead>
          <tbody>
            {store.ends.value.map(({ total, alphaBar, snr, kl }) => (
              <tr key={total} data-lit={total === store.total.value || undefined}>
                <th scope="row">{total}</th>
                <td>{figure(alphaBar)}</td>
                <td>{figure(snr)}</td>
                <td>{figure(kl)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </StageFigure>
  );
}
