import { Chart, FIGURES_Y, YGrid } from '../../../../../shared/chart/Chart';
import { figure } from '../../../../../shared/chart/figure';
import { linearScale, pathOf } from '../../../../../shared/chart/scales';
import { TableBox } from '../../../../../shared/ui/TableBox';
import type { Trajectory } from '../../shared/trajectory';
import { text } from '../locales/text';
import { courseOf, forwardSquare } from '../measures';
import type { BreakStore } from '../store/break-store';

/** Higher than this the curve of a run that explodes is cut off. */
const MAX_SHOWN = 4;

/** The two sides compared in numbers: figures of their ends, and the size of x on the way. */
export function Figures({ store }: { store: BreakStore }) {
  const d = text.value;
  const alone = store.settings.value.level === 'alone' && !store.open.value;
  const measures = store.measures.value;
  if (measures.length === 0) return null;
  const column = columnOf(store);
  return (
    <div class="break-figures">
      <TableBox label={[column, d.columns.right, d.columns.data].join(', ')}>
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">{column}</th>
              {!alone && <th scope="col">{d.columns.right}</th>}
              <th scope="col">{d.columns.data}</th>
            </tr>
          </thead>
          <tbody>
            {measures.map(({ name, data, right, wrong }) => (
              <tr key={name} data-measure={name}>
                <th scope="row">{d.measures[name]}</th>
                <td>{figure(wrong)}</td>
                {!alone && <td>{figure(right)}</td>}
                <td>{figure(data)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p class="hint">{d.measuresHint[store.settings.value.subject]}</p>
      </TableBox>
      <Course store={store} alone={alone} column={column} />
    </div>
  );
}

/** What the left side is called; whether it is wrong is what a quiz asks. */
export function columnOf(store: BreakStore): string {
  const d = text.value.columns;
  if (!store.open.value) return d.hidden;
  return store.fault.value ? d.wrong : d.right;
}

/** Mean square of x along the way, beside what the forward process has at the same t. */
function Course({ store, alone, column }: { store: BreakStore; alone: boolean; column: string }) {
  const d = text.value;
  const { right, wrong } = store.sides.value;
  const truth = store.truth.value;
  if (!right || !wrong || !truth) return null;
  const courses = { right: courseOf(right), wrong: courseOf(wrong) };
  const forward = right.times.map((t) => forwardSquare(truth.alphaBar[t] ?? 1, truth.square));
  const highest = [...courses.wrong, ...courses.right, ...forward].reduce((a, b) => Math.max(a, b), 1.2);
  const top = Math.min(MAX_SHOWN, 1.08 * highest);
  const last = (course: readonly number[]): string => figure(course.at(-1) ?? NaN);
  return (
    <figure class="course">
      <figcaption>{d.course}</figcaption>
      <Chart
        label={
          alone
            ? d.courseAlone(last(courses.wrong), last(forward))
            : d.courseSays(column, last(courses.wrong), last(courses.right), last(forward))
        }
        height={120}
      >
        {(frame) => {
          const x = linearScale(0, 1, [0, frame.width]);
          const y = linearScale(0, top, [frame.height, 0], 4);
          const line = (trajectory: Trajectory, values: readonly number[]): string =>
            pathOf(values.map((value, i) => [x.at(i / Math.max(1, trajectory.whole - 1)), y.at(Math.min(top, value))] as const));
          return (
            <>
              <YGrid scale={y} area={frame} />
              <line class="axis" x1={0} x2={frame.width} y1={frame.height} y2={frame.height} />
              <line class="now-mean" x1={x.at(store.playback.share.value)} x2={x.at(store.playback.share.value)} y1={0} y2={frame.height} />
              {!alone && <path class="curve" d={line(right, courses.right)} />}
              <path class="curve learnt" d={line(wrong, courses.wrong)} />
              <path class="curve truth" d={line(right, forward)} />
              <text class="tick" x={0} y={frame.height + FIGURES_Y}>
                {d.noise}
              </text>
              <text class="tick" x={frame.width} y={frame.height + FIGURES_Y} text-anchor="end">
                {d.samples}
              </text>
            </>
          );
        }}
      </Chart>
      <ul class="legend">
        <li class="prediction">{column}</li>
        {!alone && <li>{d.columns.right}</li>}
        <li class="data">{d.forward}</li>
      </ul>
    </figure>
  );
}
