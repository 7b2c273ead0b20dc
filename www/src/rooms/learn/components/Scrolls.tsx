import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useOverflow } from '../../../shared/ui/use-overflow';

/** A box that scrolls sideways where what it holds is wider, and can then be reached by keys, too. */
export function Scrolls({ class: name, notation, children }: { class: string; notation?: string; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const wide = useOverflow(box, inner);
  return (
    <div class={name} data-notation={notation} ref={box} tabIndex={wide ? 0 : undefined}>
      <div class="scrolled" ref={inner}>
        {children}
      </div>
    </div>
  );
}
