import { useComputed } from '@preact/signals';
import { useId } from 'preact/hooks';
import { classroom } from '../../../shared/state/classroom';
import { Control } from '../../../shared/ui/Control';
import { Range } from '../../../shared/ui/Fields';
import { ActionButton } from '../../../shared/ui/IconButton';
import { text } from '../locales/text';
import { SPEEDS, type Speed } from '../settings';
import { useActions, useWatch } from './context';

export function speedName(speed: Speed): string {
  const m = text.value.speeds;
  if (speed === 0) return m.click;
  return speed === Infinity ? m.max : m.perSecond(speed);
}

/** Play, pause, steps, fork, speed. */
export function Transport() {
  const store = useWatch();
  const { play, back, forward, restart, fork } = useActions();
  const m = text.value;
  // Computed, so that a step does not render the buttons
  const noising = useComputed(() => store.view.value.mode === 'forward').value;
  const speed = store.settings.value.speed;
  const id = useId();
  const reason = useComputed(
    () => (store.view.value.mode === 'forward' ? play : classroom.hides('watch.fork') ? null : fork)?.reason?.() ?? '',
  ).value;
  return (
    <section class="transport" aria-label={m.transport}>
      <div class="buttons">
        <ActionButton action={restart} />
        <ActionButton action={back} />
        <ActionButton action={play} words={noising ? 'primary wide' : 'primary'} reasonId={id} />
        <ActionButton action={forward} />
        {!noising && (
          <Control name="watch.fork">
            <ActionButton action={fork} words="quiet labelled" reasonId={id} />
          </Control>
        )}
      </div>
      <p class="hint reason" id={id}>
        {reason}
      </p>
      <Control name="watch.speed">
        <Range
          label={m.speed}
          shown={speedName(speed)}
          value={SPEEDS.indexOf(speed)}
          min={0}
          max={SPEEDS.length - 1}
          step={1}
          onInput={(at) => store.set({ speed: SPEEDS[at] ?? speed })}
        />
      </Control>
    </section>
  );
}
