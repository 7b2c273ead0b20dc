import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../i18n/text';
import { useOverflow } from './use-overflow';

/** A formula set by KaTeX, which is fetched when one is first `wanted`: once the first picture is on the screen. */
export function Tex({ source, wanted, inline = false }: { source: string; wanted: boolean; inline?: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const wide = useOverflow(box, place);
  const ready = useSignal(false);
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    // A file of its own; where it cannot be had, the line that stands in its place stays.
    import('../notation/typeset').then(
      ({ typeset }) => {
        if (!current || !place.current) return;
        typeset(source, place.current, inline);
        ready.value = true;
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [source, wanted, ready, inline]);
  return (
    <div class={inline ? 'tex inline' : 'tex'} ref={box} tabIndex={wide ? 0 : undefined}>
      <div ref={place} />
      {!ready.value && <p class="hint">{text.value.formula.loading}</p>}
    </div>
  );
}
