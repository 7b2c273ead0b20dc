import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { paintSheet } from '../../../shared/canvas/canvas';
import type { Moment } from '../../../shared/state/history';
import { useWidth } from '../../../shared/ui/element';
import { useWatch } from './context';

/** A canvas that follows what is shown. `pick` says which numbers of a moment it shows; null leaves it blank. */
export function Picture({ pick, label }: { pick(moment: Moment): Float32Array | null; label: string }) {
  const store = useWatch();
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(canvas);
  const latest = useRef(pick);
  latest.current = pick;

  useSignalEffect(() => {
    const { moment } = store.view.value;
    const shape = store.model.value?.info.card.network.image;
    // Read here, so that choosing another picture for the stage draws it at once
    store.shown.value;
    if (canvas.current && shape) paintSheet(canvas.current, moment && latest.current(moment), shape, width.value);
  });

  return <canvas class="picture" ref={canvas} role="img" aria-label={label} width={16} height={16} />;
}
