import { useEffect, useRef } from 'preact/hooks';
import { SHORTCUTS } from '../keyboard';
import { text } from '../locales/text';
import { Icon } from './Icon';

/** What is to be seen, and every key. A native dialog: it holds the focus, and Escape closes it. */
export function Help({ onClose }: { onClose(): void }) {
  const m = text.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" closedby="any" onClose={onClose}>
      <div class="help-sheet">
        <button type="button" class="quiet close" aria-label={m.close} onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
        <h2 id="help-title">{m.helpTitle}</h2>
        {m.helpText.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <dl class="keys-list">
          {SHORTCUTS.map(({ shown, name }) => (
            <div key={name}>
              <dt>
                {shown.split(/\s+/).map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{m.keys[name]}</dd>
            </div>
          ))}
          <div>
            <dt>
              <kbd>?</kbd>
            </dt>
            <dd>{m.keys.help}</dd>
          </div>
        </dl>
      </div>
    </dialog>
  );
}
