import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A box that scrolls sideways where what it holds is wider, and can then be reached by keys, too. */
export function Scrolls({ class: name, notation, children }: { class: string; notation?: string; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const wide = useSignal(false);
  useEffect(() => {
    if (!box.current || !inner.current) return;
    const look = (): void => {
      if (box.current) wide.value = box.current.scrollWidth > box.current.clientWidth + 1;
    };
    // Formulas come later than their places, and windows change
    const observer = new ResizeObserver(look);
    observer.observe(box.current);
    observer.observe(inner.current);
    return () => observer.disconnect();
  }, [wide]);
  return (
    <div class={name} data-notation={notation} ref={box} tabIndex={wide.value ? 0 : undefined}>
      <div class="scrolled" ref={inner}>
        {children}
      </div>
    </div>
  );
}
