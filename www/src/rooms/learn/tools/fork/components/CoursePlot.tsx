import { Chart, XAxis, YGrid } from '../../../../../shared/chart/Chart';
import { figure } from '../../../../../shared/chart/figure';
import { linearScale, pathOf } from '../../../../../shared/chart/scales';
import type { Action } from '../../../../../shared/state/actions';
import { ActionButton } from '../../../../../shared/ui/IconButton';
import { TableBox } from '../../../../../shared/ui/TableBox';
import { text as room } from '../../../locales/text';
import { JobBar } from '../../shared/JobBar';
import { text } from '../locales/text';
import type { Course, ForkStore } from '../store/fork-store';

/** The spread of the ends against the t of freezing, and when it was decided. */
export function CoursePlot({ store, measure }: { store: ForkStore; measure: Action }) {
  const d = text.value;
  const course = store.measuring.result.value ?? [];
  const running = store.measuring.phase.value === 'running';
  return (
    <section class="fork-course" aria-label={d.course}>
      <h2>{d.course}</h2>
      <p>{d.courseLead}</p>
      <JobBar job={store.measuring} says={d.measuring} />
      {!running && (
        <div class="stage-buttons">
          <ActionButton action={measure} />
        </div>
      )}
      {course.length > 0 && <Plot store={store} course={course} />}
      <div aria-live="polite">{course.length > 1 && !running && <p class="decided">{decidedWords(store, course)}</p>}</div>
      {course.length > 0 && <Table course={course} />}
    </section>
  );
}

function decidedWords(store: ForkStore, course: readonly Course[]): string {
  const d = text.value;
  const half = store.half.value;
  const [first, last] = [figure(course[0]?.spread ?? NaN), figure(course.at(-1)?.spread ?? NaN)];
  if (half === null) return d.undecided(first, last);
  const total = course[0]?.t ?? 1;
  return d.decided(first, Math.round(half), room.value.percent(1 - half / total));
}

function Plot({ store, course }: { store: ForkStore; course: readonly Course[] }) {
  const d = text.value;
  const total = course[0]?.t ?? 1;
  const [half, data] = [store.half.value, store.dataSpread.value];
  const crowd = course.every((at) => at.crowd !== null);
  const top = 1.1 * [...course.flatMap(({ spread, crowd: all }) => [spread, all ?? 0]), data ?? 0].reduce((a, b) => Math.max(a, b), 1e-6);
  const label = d.courseSays(course.map(({ t, spread }) => `t = ${t}: ${figure(spread)}`).join('; '));
  return (
    <>
      <Chart label={label} height={190}>
        {(frame) => {
          // Noise on the left, as in every picture of the way back
          const x = linearScale(total, 0, [0, frame.width], 6);
          const y = linearScale(0, top, [frame.height, 0], 4);
          const line = (value: (at: Course) => number): string => pathOf(course.map((at) => [x.at(at.t), y.at(value(at))] as const));
          return (
            <>
              <YGrid scale={y} area={frame} />
              {data !== null && <line class="floor-line" x1={0} x2={frame.width} y1={y.at(data)} y2={y.at(data)} />}
              <line class="now-mean" x1={x.at(store.t.value)} x2={x.at(store.t.value)} y1={0} y2={frame.height} />
              {crowd && <path class="curve thin" d={line((at) => at.crowd ?? 0)} />}
              <path class="curve learnt" d={line((at) => at.spread)} />
              {course.map(({ t, spread }) => (
                <circle key={t} class="dot-ddim" cx={x.at(t)} cy={y.at(spread)} r={3.5} />
              ))}
              {half !== null && <circle class="half-mark" cx={x.at(half)} cy={y.at((course[0]?.spread ?? 0) / 2)} r={7} />}
              <XAxis scale={x} area={frame} />
            </>
          );
        }}
      </Chart>
      <ul class="legend">
        <li class="prediction">{crowd ? d.lines.chosen : d.lines.picture}</li>
        {crowd && <li>{d.lines.crowd}</li>}
        <li class="data">{d.lines.data}</li>
      </ul>
    </>
  );
}

function Table({ course }: { course: readonly Course[] }) {
  const d = text.value;
  const eight = course.every((at) => at.fullest !== null);
  return (
    <details class="more">
      <summary>{d.numbers}</summary>
      <TableBox label={d.numbers}>
        <table>
          <thead>
            <tr>
              <th scope="col">t</th>
              <th scope="col">{d.spread}</th>
              {eight && <th scope="col">{d.fullest}</th>}
            </tr>
          </thead>
          <tbody>
            {course.map(({ t, spread, fullest }) => (
              <tr key={t} data-t={t} data-spread={spread}>
                <th scope="row">{t}</th>
                <td>{figure(spread)}</td>
                {eight && <td>{room.value.percent(fullest ?? 0)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </details>
  );
}
