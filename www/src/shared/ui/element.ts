/** What a view must know of its element and of the screen to draw. */
import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { onResize } from './resize';

/** The width of an element in CSS pixels, 0 until it is laid out. */
export function useWidth(element: RefObject<Element | null>): Signal<number> {
  const width = useSignal(0);
  useEffect(() => {
    if (!element.current) return;
    return onResize([element.current], ([entry]) => {
      width.value = Math.round(entry?.contentRect.width ?? 0);
    });
  }, [element, width]);
  return width;
}

/** Whether the screen is now as a media query asks. */
export function useScreen(query: string): Signal<boolean> {
  const holds = useSignal(matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const changed = (): void => {
      holds.value = list.matches;
    };
    list.addEventListener('change', changed);
    return () => list.removeEventListener('change', changed);
  }, [holds, query]);
  return holds;
}

/** Changes when the system goes from light to dark: canvases must be drawn anew. */
export function useScheme(): Signal<number> {
  const scheme = useSignal(0);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const changed = (): void => {
      scheme.value += 1;
    };
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, [scheme]);
  return scheme;
}
