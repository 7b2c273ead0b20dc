/** How large the page's type is, so that what is drawn keeps its proportions to what is written. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { onResize } from './resize';

/** The root's type size for which drawings are made, in CSS pixels. */
const USUAL = 16;

const current = signal(1);
let probe: HTMLElement | null = null;

/** CSS pixels to one unit of a drawing: more than 1 on a very large screen, or where the visitor likes larger type. */
export function unit(): ReadonlySignal<number> {
  if (probe === null && typeof ResizeObserver !== 'undefined') {
    // An element as wide as one rem: its size changes whenever that of the type does, whatever the cause
    probe = document.createElement('i');
    probe.className = 'unit-probe';
    probe.setAttribute('aria-hidden', 'true');
    document.body.append(probe);
    const read = (): void => {
      const width = probe?.getBoundingClientRect().width ?? 0;
      if (width > 0) current.value = width / USUAL;
    };
    read();
    onResize([probe], read);
  }
  return current;
}
