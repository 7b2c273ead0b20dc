import { useId } from 'preact/hooks';
import { Range } from '../../../../../shared/ui/Fields';
import { ActionButton } from '../../../../../shared/ui/IconButton';
import type { DebuggerActions } from '../actions';
import { text } from '../locales/text';
import { PACES } from '../store/settings';
import { useDebugger } from './context';

/** Line by line and by itself: always at hand, however long the page. */
export function Bar({ actions }: { actions: DebuggerActions }) {
  const store = useDebugger();
  const d = text.value;
  const { stepper } = store;
  const off = store.phase.value !== 'open';
  const turns = store.mode.value === 'turns';
  return (
    <section class="debug-bar" aria-label={d.transport}>
      <div class="buttons">
        <ActionButton action={actions.restart} />
        <ActionButton action={actions.back} />
        <ActionButton action={actions.run} words="primary" />
        <ActionButton action={actions.next} />
        <ActionButton action={actions.nextT} />
      </div>
      <p class="debug-clock">{off ? '' : turns ? d.turn(store.turns.turn.value?.step ?? 0) : `t = ${stepper.t.value ?? '–'}`}</p>
      <p class="hint" role="status">
        {stepper.stopped.value !== null ? d.stopped(stepper.stopped.value) : stepper.busy.value ? d.computing : ''}
      </p>
    </section>
  );
}

/** To any t, to a break, and how fast. */
export function Pacing({ actions }: { actions: DebuggerActions }) {
  const store = useDebugger();
  const d = text.value;
  const { pace } = store.settings.value;
  return (
    <section class="debug-pacing" aria-label={d.pacing}>
      {store.mode.value === 'turns' ? <TurnRange /> : <TimeRange />}
      <div class="debug-row">
        <StopField />
        <ActionButton action={actions.stopHere} />
      </div>
      <Range
        label={d.pace}
        shown={d.perSecond(pace)}
        value={PACES.indexOf(pace)}
        min={0}
        max={PACES.length - 1}
        step={1}
        onInput={(at) => store.set({ pace: PACES[at] ?? pace })}
      />
    </section>
  );
}

/** From T to 0, with the break on it. */
function TimeRange() {
  const store = useDebugger();
  const d = text.value;
  const program = store.reverse();
  const { stop } = store.settings.value;
  const total = program?.times[0] ?? 0;
  const t = store.stepper.t.value;
  // The slider's knob keeps half its width off either end, and so do the marks
  const at = (time: number): string => `calc(0.5rem + (100% - 1rem) * ${total > 0 ? (total - time) / total : 0})`;
  return (
    <div>
      <Range
        label={d.jump}
        shown={!program ? '–' : t === null ? d.beginning : d.atT(t, total)}
        value={store.step()}
        min={0}
        max={program?.steps ?? 1}
        step={1}
        disabled={store.phase.value !== 'open'}
        onInput={(step) => program && store.stepper.seek(program.begin(step))}
      />
      <button
        type="button"
        class="stop-track"
        aria-label={d.stopTrack(total, stop > 0 ? String(stop) : d.noStop)}
        title={d.stopTrack(total, stop > 0 ? String(stop) : d.noStop)}
        disabled={!program}
        onClick={(event) => {
          if (!program) return;
          // A press of a key has no place
          if (event.detail === 0) {
            store.toggleBreak(t);
            return;
          }
          const { left, width } = event.currentTarget.getBoundingClientRect();
          const asked = total * (1 - (event.clientX - left) / width);
          const times = program.times.slice(0, -1);
          store.toggleBreak(times.reduce((best, time) => (Math.abs(time - asked) < Math.abs(best - asked) ? time : best), total));
        }}
      >
        {program && program.steps <= 60 && program.times.map((time) => <i key={time} style={{ left: at(time) }} />)}
        {stop > 0 && stop <= total && <b style={{ left: at(stop) }}>{stop}</b>}
      </button>
    </div>
  );
}

/** The turns that were taken and are kept. */
function TurnRange() {
  const store = useDebugger();
  const d = text.value;
  const program = store.turns.program.value;
  const { first, list } = store.turns.turns.value;
  const now = program?.at(store.stepper.place.value) ?? 0;
  return (
    <Range
      label={d.jumpTurn}
      shown={d.turn(store.turns.turn.value?.step ?? 0)}
      value={now}
      min={first}
      max={Math.max(first + 1, first + list.length - 1)}
      step={1}
      disabled={store.phase.value !== 'open' || list.length < 2}
      onInput={(at) => program && store.stepper.seek(program.begin(Math.min(at, first + list.length - 1)) + 3)}
    />
  );
}

/** The t to stop at, written. */
function StopField() {
  const store = useDebugger();
  const d = text.value;
  const id = useId();
  const { stop } = store.settings.value;
  return (
    <div class="field stop-field">
      <label for={id}>{d.stopAt}</label>
      <input
        id={id}
        type="number"
        min={1}
        max={1000}
        step={1}
        placeholder={d.noStop}
        value={stop === 0 ? '' : stop}
        onChange={(event) => {
          const asked = event.currentTarget.valueAsNumber;
          if (Number.isInteger(asked) && asked >= 1 && asked <= 1000) store.set({ stop: asked });
          else if (event.currentTarget.value === '') store.set({ stop: 0 });
          else event.currentTarget.value = stop === 0 ? '' : String(stop);
        }}
      />
    </div>
  );
}
