/** Keys of the debugger. They come before those of the room. */
import type { Shortcut } from '../../../../shared/state/keys';
import { text } from './locales/text';
import type { Debugger } from './store/debugger';

export function debuggerShortcuts(store: Debugger): Shortcut[] {
  const says = (name: keyof (typeof text.value)['keys']) => () => text.value.keys[name];
  const { stepper } = store;
  const turns = (): boolean => store.mode.value === 'turns';
  const first = (): number => (turns() ? (store.turns.program.value?.begin(store.turns.turns.value.first) ?? 0) : 0);
  const last = (): number => {
    const { first, list } = store.turns.turns.value;
    // Algorithm 1 has no end: the last turn that was taken
    return turns() ? (store.turns.program.value?.begin(first + list.length) ?? 1) - 1 : (stepper.program.value?.last() ?? 0);
  };
  return [
    { keys: [' '], shown: '␣', says: says('run'), act: () => stepper.toggle() },
    {
      keys: ['ArrowRight', 'ArrowLeft'],
      shown: '→ ←',
      says: says('line'),
      act(key, far) {
        const back = key === 'ArrowLeft';
        if (far) stepper.stepT(back);
        else stepper.step(back ? -1 : 1);
      },
    },
    { keys: ['Home', 'End'], shown: 'Home End', says: says('ends'), act: (key) => stepper.seek(key === 'Home' ? first() : last()) },
    { keys: ['b'], shown: 'B', says: says('stop'), act: () => store.toggleBreak(stepper.t.value) },
    { keys: ['a'], shown: 'A', says: says('algorithm'), act: () => store.set({ algorithm: store.settings.value.algorithm === 1 ? 2 : 1 }) },
  ];
}
