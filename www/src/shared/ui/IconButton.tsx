import { useComputed } from '@preact/signals';
import type { Action } from '../state/actions';
import { Icon, type IconName } from './Icon';

interface IconButtonProps {
  icon: IconName;
  /** Its accessible name and its tooltip. */
  label: string;
  /** Classes besides `quiet`. */
  class?: string;
  disabled?: boolean;
  onClick(): void;
}

/** A button with an icon and no text. */
export function IconButton({ icon, label, class: name, disabled = false, onClick }: IconButtonProps) {
  return (
    <button type="button" class={name ? `quiet ${name}` : 'quiet'} aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}

/**
 * The button of an action. `words`: its classes where it shows its label beside the icon; `reasonId`: the id of the element that
 * shows its reason.
 */
export function ActionButton({ action, words, reasonId }: { action: Action; words?: string | undefined; reasonId?: string }) {
  // Computed, so that the button renders only when one of these changes
  const icon = useComputed(() => action.icon?.()).value;
  const label = useComputed(() => action.label()).value;
  const hint = useComputed(() => action.hint?.()).value;
  const disabled = !useComputed(() => action.enabled()).value;
  const explained = useComputed(() => (action.reason?.() ?? '') !== '').value;
  const pressed = useComputed(() => action.pressed?.()).value;
  if (words === undefined && icon !== undefined)
    return <IconButton icon={icon} label={label} disabled={disabled} onClick={() => action.act()} />;
  return (
    <button
      type="button"
      class={words}
      title={hint}
      aria-pressed={pressed}
      aria-describedby={explained ? reasonId : undefined}
      disabled={disabled}
      onClick={() => action.act()}
    >
      {icon === undefined ? (
        label
      ) : (
        <>
          <Icon name={icon} /> <span>{label}</span>
        </>
      )}
    </button>
  );
}
