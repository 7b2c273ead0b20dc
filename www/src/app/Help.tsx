import { useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../shared/i18n/text';
import type { Shortcut } from '../shared/state/keys';
import type { Room } from '../shared/state/rooms';
import { Icon } from '../shared/ui/Icon';
import { IconButton } from '../shared/ui/IconButton';

interface HelpProps {
  room: Room;
  /** The shortcuts that can be used now. */
  shortcuts: readonly Shortcut[];
  onClose(): void;
  onClass(): void;
}

/** Help for the open room, with all of its keys. A native dialog, so that the browser traps focus and Escape closes it. */
export function Help({ room, shortcuts, onClose, onClass }: HelpProps) {
  const m = text.value;
  const { title, text: paragraphs } = room.help();
  const dialog = useRef<HTMLDialogElement>(null);
  // Not a frame later: an Escape that follows its key at once would find nothing to close
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" closedby="any" onClose={onClose}>
      <div class="help-sheet">
        <IconButton icon="close" class="close" label={m.close} onClick={() => dialog.current?.close()} />
        <h2 id="help-title">{title}</h2>
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <dl class="keys-list">
          {shortcuts.map(({ shown, says }) => (
            <div key={shown}>
              <dt>
                {shown.split(/\s+/).map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{says()}</dd>
            </div>
          ))}
          <div>
            <dt>
              <kbd>?</kbd>
            </dt>
            <dd>{m.keys.help}</dd>
          </div>
        </dl>
        <p>
          <button type="button" onClick={onClass}>
            <Icon name="class" /> {m.forClass}
          </button>
        </p>
      </div>
    </dialog>
  );
}
