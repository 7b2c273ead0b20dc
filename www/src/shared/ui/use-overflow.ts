/** Whether a box holds more than it can show across, so that it scrolls and must be reached by keys, too. */
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { onResize } from './resize';

export function useOverflow(box: RefObject<HTMLElement | null>, inner: RefObject<HTMLElement | null>): boolean {
  const wide = useSignal(false);
  useEffect(() => {
    if (!box.current || !inner.current) return;
    const look = (): void => {
      if (box.current) wide.value = box.current.scrollWidth > box.current.clientWidth + 1;
    };
    // Formulas come later than their places, and windows change
    return onResize([box.current, inner.current], look);
  }, [wide, box, inner]);
  return wide.value;
}
