import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { text } from '../i18n/text';

/** A room's settings: beside it where there is room; on a phone a drawer, opened by a button within the thumb's reach. */
export function Drawer({ label, children }: { label: string; children: ComponentChildren }) {
  const open = useSignal(false);
  const id = useId();
  const handle = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={handle}
        type="button"
        class="drawer-handle primary"
        aria-expanded={open.value}
        aria-controls={id}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        {open.value ? text.value.close : label}
      </button>
      <aside
        id={id}
        class="controls"
        aria-label={label}
        data-open={open.value}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !open.value) return;
          open.value = false;
          handle.current?.focus();
        }}
      >
        {children}
      </aside>
    </>
  );
}
