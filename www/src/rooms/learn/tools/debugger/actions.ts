/** What can be done in the debugger by a button and by a key. Its keys come before those of the room. */
import { type Action, keysOf } from '../../../../shared/state/actions';
import type { Shortcut } from '../../../../shared/state/keys';
import { text } from './locales/text';
import type { Debugger } from './store/debugger';

export interface DebuggerActions {
  restart: Action;
  back: Action;
  run: Action;
  next: Action;
  nextT: Action;
  stopHere: Action;
}

export function debuggerActions(store: Debugger): DebuggerActions {
  const { stepper } = store;
  const open = (): boolean => store.phase.value === 'open';
  const atStart = (): boolean => stepper.place.value === firstPlace(store);
  return {
    restart: {
      icon: () => 'restart',
      label: () => text.value.restart,
      enabled: open,
      act: () => stepper.seek(firstPlace(store)),
    },
    back: { icon: () => 'back', label: () => text.value.back, enabled: () => open() && !atStart(), act: () => stepper.step(-1) },
    run: {
      icon: () => (stepper.running.value ? 'pause' : 'play'),
      label: () => (stepper.running.value ? text.value.pause : stepper.ended.value ? text.value.again : text.value.run),
      enabled: open,
      act: () => stepper.toggle(),
    },
    next: {
      icon: () => 'step',
      label: () => text.value.next,
      enabled: () => open() && !stepper.ended.value,
      act: () => stepper.step(1),
    },
    nextT: {
      label: () => (store.mode.value === 'turns' ? text.value.nextTurn : text.value.nextT),
      enabled: () => open() && !stepper.ended.value,
      act: () => stepper.stepT(false),
    },
    stopHere: {
      label: () => text.value.stopHere,
      pressed: () => {
        const t = stepper.t.value;
        return t !== null && t > 0 && store.settings.value.stop === t;
      },
      enabled: () => open() && (stepper.t.value ?? 0) >= 1,
      act: () => store.toggleBreak(stepper.t.value),
    },
  };
}

export function debuggerShortcuts(store: Debugger, { back, run, next, nextT, stopHere }: DebuggerActions): Shortcut[] {
  const says = (name: keyof (typeof text.value)['keys']) => () => text.value.keys[name];
  const { stepper } = store;
  return [
    keysOf({ ' ': run }, { shown: '␣', says: says('run') }),
    {
      keys: ['ArrowRight', 'ArrowLeft'],
      shown: '→ ←',
      says: says('line'),
      act(key, far) {
        if (key === 'ArrowRight') (far ? nextT : next).act();
        else if (far) stepper.stepT(true);
        else back.act();
      },
    },
    {
      keys: ['Home', 'End'],
      shown: 'Home End',
      says: says('ends'),
      act: (key) => stepper.seek(key === 'Home' ? firstPlace(store) : lastPlace(store)),
    },
    keysOf({ b: stopHere }, { shown: 'B', says: says('stop') }),
    { keys: ['a'], shown: 'A', says: says('algorithm'), act: () => store.set({ algorithm: store.settings.value.algorithm === 1 ? 2 : 1 }) },
  ];
}

/** The first place that is kept. */
function firstPlace(store: Debugger): number {
  if (store.mode.value !== 'turns') return 0;
  return store.turns.program.value?.begin(store.turns.turns.value.first) ?? 0;
}

/** The last place; Algorithm 1 has no end, so there it is the last that was taken. */
function lastPlace(store: Debugger): number {
  if (store.mode.value !== 'turns') return store.stepper.program.value?.last() ?? 0;
  const { first, list } = store.turns.turns.value;
  return (store.turns.program.value?.begin(first + list.length) ?? 1) - 1;
}
