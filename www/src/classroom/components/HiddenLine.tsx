import { text } from '../../shared/i18n/text';
import { classroom } from '../../shared/state/classroom';
import { controlsOf } from '../../shared/state/controls';
import type { RoomName } from '../../shared/state/names';

/** Says how many controls the link hides, with a button that shows them. */
export function HiddenLine({ room }: { room: RoomName }) {
  const m = text.value;
  const count = controlsOf(room).filter((name) => classroom.hide.value.includes(name)).length;
  if (count === 0) return null;
  const unhidden = classroom.unhidden.value;
  return (
    <aside class="hidden-line" aria-label={m.forClass}>
      <p>
        {unhidden ? m.unhidden : m.hiddenControls(count)}{' '}
        <button type="button" class="link" onClick={() => (classroom.unhidden.value = !unhidden)}>
          {unhidden ? m.hideAgain : m.unhide}
        </button>
      </p>
    </aside>
  );
}
