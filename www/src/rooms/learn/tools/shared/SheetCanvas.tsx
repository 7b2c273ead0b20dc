import { useEffect, useRef } from 'preact/hooks';
import type { ImageShape } from '../../../../../../pkg/src/types';
import { paintSheet } from '../../../../shared/canvas/canvas';
import { useWidth } from '../../../../shared/ui/element';

/** Pictures laid out as a sheet, enlarged without smoothing. `values` null: nothing yet. */
export function SheetCanvas({ values, shape, label }: { values: Float32Array | null; shape: ImageShape | null; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(canvas).value;
  useEffect(() => {
    if (canvas.current) paintSheet(canvas.current, values, shape, width);
  }, [values, shape, width]);
  return <canvas class="picture" ref={canvas} role="img" aria-label={label} width={16} height={16} />;
}
