import { useComputed } from '@preact/signals';
import { useId } from 'preact/hooks';
import { text } from '../../../shared/i18n/text';
import { classroom } from '../../../shared/state/classroom';
import { Control } from '../../../shared/ui/Control';
import { Range } from '../../../shared/ui/Fields';
import { Icon } from '../../../shared/ui/Icon';
import { SPEEDS, type Speed } from '../settings';
import { useLab } from './context';

export function speedName(speed: Speed): string {
  const m = text.value.speeds;
  if (speed === 0) return m.click;
  return speed === Infinity ? m.max : m.perSecond(speed);
}

/** Play, pause, steps, fork, speed. */
export function Transport() {
  const lab = useLab();
  const m = text.value;
  // Narrow, so that a step does not draw the buttons anew
  const phase = useComputed(() => lab.view.value.phase).value;
  const forward = useComputed(() => lab.view.value.mode === 'forward').value;
  const empty = useComputed(() => lab.view.value.moment === null).value;
  const atStart = useComputed(() => (lab.view.value.moment?.position ?? 0) === 0).value;
  const atEnd = useComputed(() => lab.view.value.moment?.t === 0).value;
  const speed = lab.settings.value.speed;
  const forkable = !empty && !atEnd && !lab.deterministic.value;
  const id = useId();
  const noFork = lab.deterministic.value ? m.forkPointless : '';
  // Why a button beside it cannot be pressed
  const why = forward ? (atEnd ? m.denoiseAtEnd : '') : classroom.hides('watch.fork') ? '' : noFork;
  return (
    <section class="transport" aria-label={m.transport}>
      <div class="buttons">
        <Button icon="restart" label={m.restart} onClick={() => lab.restart()} disabled={empty} />
        <Button icon="back" label={m.back} onClick={() => lab.stepBack()} disabled={empty || atStart} />
        {forward ? (
          <button
            type="button"
            class="primary wide"
            disabled={empty || atEnd}
            aria-describedby={atEnd ? id : undefined}
            onClick={() => lab.toggle()}
          >
            <Icon name="play" /> {m.denoise}
          </button>
        ) : (
          <button type="button" class="primary" disabled={empty} onClick={() => lab.toggle()}>
            <Icon name={phase === 'playing' ? 'pause' : 'play'} />{' '}
            <span>{phase === 'playing' ? m.pause : phase === 'done' ? m.again : m.play}</span>
          </button>
        )}
        <Button icon="step" label={m.step} onClick={() => lab.stepForward()} disabled={empty || atEnd} />
        {!forward && (
          <Control name="watch.fork">
            <button
              type="button"
              class="quiet labelled"
              disabled={!forkable}
              aria-describedby={why === '' ? undefined : id}
              title={noFork || (atEnd ? m.forkAtEnd : m.forkHint)}
              onClick={() => lab.fork()}
            >
              <Icon name="fork" /> <span>{m.fork}</span>
            </button>
          </Control>
        )}
      </div>
      <p class="hint reason" id={id}>
        {why}
      </p>
      <Control name="watch.speed">
        <Range
          label={m.speed}
          shown={speedName(speed)}
          value={SPEEDS.indexOf(speed)}
          min={0}
          max={SPEEDS.length - 1}
          step={1}
          onInput={(at) => lab.set({ speed: SPEEDS[at] ?? speed })}
        />
      </Control>
    </section>
  );
}

interface ButtonProps {
  icon: Parameters<typeof Icon>[0]['name'];
  label: string;
  disabled: boolean;
  onClick(): void;
}

function Button({ icon, label, disabled, onClick }: ButtonProps) {
  return (
    <button type="button" class="quiet" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
