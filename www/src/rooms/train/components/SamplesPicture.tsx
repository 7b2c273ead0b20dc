import { useEffect, useRef } from 'preact/hooks';
import { css, mix, readPalette } from '../../../shared/canvas/palette';
import { drawCrosses, drawPoints, planeOf } from '../../../shared/canvas/plane';
import { theme } from '../../../shared/state/preferences';
import { useWidth } from '../../../shared/ui/element';
import { paintStage } from '../draw/stage';
import { momentOf, type Shown } from '../store/samples';
import { useTraining } from './context';

const MAX_DATA = 2000;

/** A cloud of samples at a share of its way, over the data, in small. */
export function SamplesPicture({ shown, share, label }: { shown: Shown; share: number; label: string }) {
  const training = useTraining();
  const canvas = useRef<HTMLCanvasElement>(null);
  const side = useWidth(canvas).value;
  const colours = theme.value;
  useEffect(() => {
    const plane = canvas.current && planeOf(canvas.current, side);
    const data = training.trainer.run.peek()?.data ?? null;
    if (!plane || !data) return;
    const palette = readPalette();
    const position = Math.round(share * (shown.cloud.times.length - 1));
    const signal = Math.sqrt(training.curves.peek()?.alphaBar[shown.cloud.times[position] ?? 0] ?? 1);
    if (shown.dims === 2) {
      drawCrosses(plane, data.values.subarray(0, 2 * MAX_DATA), css(palette.data, 0.3), 2);
      drawPoints(plane, momentOf(shown, position), css(mix(palette.noise, palette.prediction, signal), 0.85), 1.7);
      return;
    }
    const settings = { ...training.settings.peek(), layers: ['samples'] as const };
    paintStage(plane, { settings, data, shown, position, share, signal, overlays: training.overlays, chosen: [] }, palette);
  }, [shown, share, side, training, colours]);
  return <canvas ref={canvas} class="picture stage-frame" role="img" aria-label={label} width={16} height={16} />;
}
