import { css } from '../../../../../shared/canvas/palette';
import { drawAxes, drawPoints } from '../../../../../shared/canvas/plane';
import { figure } from '../../../../../shared/chart/figure';
import { PlaneCanvas } from '../../../components/PlaneCanvas';
import { StageFigure } from '../../../components/StageFigure';
import { SheetCanvas } from '../../shared/SheetCanvas';
import { momentOf, positionAt, type Trajectory } from '../../shared/trajectory';
import { text } from '../locales/text';
import { spread } from '../measures';
import type { BreakStore, Measure } from '../store/break-store';
import { columnOf } from './Figures';

const MAX_DATA = 2000;

/** The wrong side and the right one, from the same noise, at the same share of their way. */
export function SidesView({ store }: { store: BreakStore }) {
  const d = text.value;
  const { sides, measures, open, settings, fault } = store;
  const alone = settings.value.level === 'alone' && !open.value;
  const first = measures.value[0];
  const says = first ? saysOf(first, alone, columnOf(store)) : d.empty;
  const name = fault.value ? d.faults[fault.value].name : d.quiz.nothing;
  return (
    <StageFigure says={says}>
      <div class="sides break-sides">
        {/* A quiz must not be solved by reading the clock of a chain that begins late */}
        <Side store={store} side="wrong" name={open.value ? name : d.unknown} trajectory={sides.value.wrong} clock={open.value} />
        {!alone && <Side store={store} side="right" name={d.right} trajectory={sides.value.right} clock />}
      </div>
    </StageFigure>
  );
}

function saysOf(measure: Measure, alone: boolean, column: string): string {
  const d = text.value;
  const [data, right, wrong] = [figure(measure.data), figure(measure.right), figure(measure.wrong)];
  return alone ? d.saysAlone(d.measures[measure.name], wrong, data) : d.says(d.measures[measure.name], column, wrong, right, data);
}

interface SideProps {
  store: BreakStore;
  side: 'right' | 'wrong';
  name: string;
  trajectory: Trajectory | null;
  /** Whether its t is shown. */
  clock: boolean;
}

function Side({ store, side, name, trajectory, clock }: SideProps) {
  const d = text.value;
  const there = trajectory !== null && trajectory.times.length > 0;
  const moment = there ? momentOf(trajectory, positionAt(trajectory, store.playback.share.value)) : null;
  const when = moment === null ? d.notYet : clock ? d.at(moment.t) : d.percent(store.playback.share.value);
  const label = moment ? d.sideLabel(name, when, figure(spread(moment.x))) : d.sideEmpty(name);
  const data = store.data.value;
  return (
    <div class={`side ${side}`} data-side={side}>
      <h2 class="part-name">{name}</h2>
      {store.settings.value.subject === 'points' ? (
        <PlaneCanvas
          label={label}
          paint={(plane, palette) => {
            drawAxes(plane, palette.line);
            if (data) drawPoints(plane, data.subarray(0, 2 * MAX_DATA), css(palette.data, 0.28), 1.2);
            if (moment) drawPoints(plane, moment.x, css(palette.prediction, 0.8), 1.4);
          }}
        />
      ) : (
        <SheetCanvas values={moment?.x ?? null} shape={store.model.value?.info.card.network.image ?? null} label={label} />
      )}
      <p class="side-number">{when}</p>
    </div>
  );
}
