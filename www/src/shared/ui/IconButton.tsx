import { useComputed } from '@preact/signals';
import type { Action } from '../state/actions';
import { Icon, type IconName } from './Icon';

interface IconButtonProps {
  icon: IconName;
  /** What it does: its only words. */
  label: string;
  /** Beside those that all such buttons have. */
  class?: string;
  disabled?: boolean;
  onClick(): void;
}

/** A button that shows a picture, and says what it does to those who point at it or do not see it. */
export function IconButton({ icon, label, class: name, disabled = false, onClick }: IconButtonProps) {
  return (
    <button type="button" class={name ? `quiet ${name}` : 'quiet'} aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}

/** The button of an action: its picture, or with `words` its picture and its label; `reasonId` is where the page says its reason. */
export function ActionButton({ action, words, reasonId }: { action: Action; words?: string; reasonId?: string }) {
  // Narrow, so that a step does not draw the buttons anew
  const icon = useComputed(() => action.icon()).value;
  const label = useComputed(() => action.label()).value;
  const hint = useComputed(() => action.hint?.()).value;
  const disabled = !useComputed(() => action.enabled()).value;
  const explained = useComputed(() => (action.reason?.() ?? '') !== '').value;
  if (words === undefined) return <IconButton icon={icon} label={label} disabled={disabled} onClick={() => action.act()} />;
  return (
    <button
      type="button"
      class={words}
      title={hint}
      aria-describedby={explained ? reasonId : undefined}
      disabled={disabled}
      onClick={() => action.act()}
    >
      <Icon name={icon} /> <span>{label}</span>
    </button>
  );
}
