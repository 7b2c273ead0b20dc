import { Chart, XAxis, YGrid } from '../../../../shared/chart/Chart';
import { figure } from '../../../../shared/chart/figure';
import { linearScale, pathOf } from '../../../../shared/chart/scales';
import { TableBox } from '../../../../shared/ui/TableBox';
import { usePart } from '../../components/context';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import { halfOf, KINDS, type Targets, TOTAL } from './store';

const STROKES = { linear: 'curve normal', scaled_linear: 'curve', cosine: 'curve learnt', sigmoid: 'stroke-data' } as const;
const PLACES = 200;

/** What is left of the signal over t, in four schedules. */
export function SchedulesStage({ store }: { store: Targets }) {
  const d = text.value.targets;
  const part = usePart();
  const schedules = store.schedules.value;
  const says = schedules
    ? KINDS.map((kind) => d.scheduleOne(d.kinds[kind], halfOf(schedules[kind]), figure(schedules[kind].alphaBar[TOTAL / 2] ?? NaN))).join(
        ' ',
      )
    : d.scheduleEmpty;
  return (
    <StageFigure says={says}>
      <h3>{d.left}</h3>
      <Chart label={says} height={190}>
        {(frame) => {
          const x = linearScale(0, TOTAL, [0, frame.width], 5);
          const y = linearScale(0, 1, [frame.height, 0], 4);
          return (
            <>
              <YGrid scale={y} area={frame} />
              {schedules &&
                KINDS.map((kind) => (
                  <path
                    key={kind}
                    class={STROKES[kind]}
                    d={pathOf(
                      Array.from({ length: PLACES + 1 }, (_, i) => {
                        const t = Math.round((TOTAL * i) / PLACES);
                        return [x.at(t), y.at(schedules[kind].alphaBar[t] ?? 1)] as const;
                      }),
                    )}
                    {...part(kind)}
                  />
                ))}
              <XAxis scale={x} area={frame} name="t" />
            </>
          );
        }}
      </Chart>
      <ul class="legend">
        <li class="noise">{d.kinds.linear}</li>
        <li>{d.kinds.scaled_linear}</li>
        <li class="prediction">{d.kinds.cosine}</li>
        <li class="data">{d.kinds.sigmoid}</li>
      </ul>
      {schedules && (
        <TableBox label={says}>
          <table>
            <thead>
              <tr>
                <th scope="col">{d.schedule}</th>
                <th scope="col">{d.halfAt}</th>
                <th scope="col">ᾱ_T</th>
                <th scope="col">β₁</th>
                <th scope="col">β_T</th>
              </tr>
            </thead>
            <tbody>
              {KINDS.map((kind) => (
                <tr key={kind}>
                  <th scope="row">{d.kinds[kind]}</th>
                  <td>{halfOf(schedules[kind])}</td>
                  <td>{figure(schedules[kind].alphaBar[TOTAL] ?? NaN)}</td>
                  <td>{figure(schedules[kind].beta[1] ?? NaN)}</td>
                  <td>{figure(schedules[kind].beta[TOTAL] ?? NaN)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </StageFigure>
  );
}
