import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { TermName } from '../glossary';
import { text } from '../locales/text';
import { useLearning } from './context';

/** Pixels between a definition and the edge of the window. */
const MARGIN = 8;

/** The first use of a term: its definition on hover and on focus, and the way to the glossary. */
export function GlossaryTerm({ name, children }: { name: TermName; children: ComponentChildren }) {
  const learning = useLearning();
  const open = useSignal(false);
  /** A finger's first touch shows the definition, its second follows the link. */
  const touched = useRef(false);
  const tip = useRef<HTMLSpanElement>(null);
  const id = useId();
  const show = (): void => {
    open.value = true;
  };
  const hide = (): void => {
    open.value = false;
  };
  useLayoutEffect(() => {
    const box = tip.current;
    if (!open.value || !box) return;
    box.style.marginLeft = '0';
    const over = box.getBoundingClientRect().right + MARGIN - document.documentElement.clientWidth;
    if (over > 0) box.style.marginLeft = `${-over}px`;
  }, [open.value]);
  useEffect(() => {
    if (!open.value) return;
    // Also where only a pointer is on the term: Escape closes the definition, and nothing else then
    const dismiss = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      open.value = false;
    };
    addEventListener('keydown', dismiss, true);
    return () => removeEventListener('keydown', dismiss, true);
  }, [open.value, open]);
  return (
    <span class="defined" onPointerEnter={show} onPointerLeave={hide}>
      <a
        href="?room=learn&lesson=glossary"
        aria-describedby={id}
        data-gloss={name}
        onFocus={show}
        onBlur={hide}
        onPointerDown={(event) => {
          touched.current = event.pointerType === 'touch' && !open.value;
        }}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          if (touched.current) show();
          else learning.seek(name);
          touched.current = false;
        }}
      >
        {children}
      </a>
      <span class="defined-tip" role="tooltip" id={id} ref={tip} hidden={!open.value}>
        {text.value.glossary.list[name].says}
      </span>
    </span>
  );
}
