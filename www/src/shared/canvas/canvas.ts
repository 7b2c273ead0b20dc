/** Small pictures onto canvases, enlarged without smoothing. */
import type { Pixels } from '../../../../pkg/src/pixels';

const scratch = document.createElement('canvas');
const scratchContext = scratch.getContext('2d', { willReadFrequently: true });

/** Draws pixels into a rectangle of a context; whole multiples stay sharp, reductions are smoothed. */
export function drawPixels(context: CanvasRenderingContext2D, pixels: Pixels, x: number, y: number, width: number, height: number): void {
  if (scratch.width !== pixels.width || scratch.height !== pixels.height) {
    scratch.width = pixels.width;
    scratch.height = pixels.height;
  }
  scratchContext?.putImageData(new ImageData(pixels.data, pixels.width, pixels.height), 0, 0);
  context.imageSmoothingEnabled = width < pixels.width;
  context.imageSmoothingQuality = 'high';
  context.drawImage(scratch, x, y, width, height);
}

/** Fills a canvas with pixels. Its own size is a whole multiple of theirs near `target` device pixels, so every pixel is a true square. */
export function fillCanvas(canvas: HTMLCanvasElement, pixels: Pixels, target: number): void {
  const scale = Math.max(1, Math.ceil(target / pixels.width));
  const width = pixels.width * scale;
  const height = pixels.height * scale;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, width, height);
  drawPixels(context, pixels, 0, 0, width, height);
}
