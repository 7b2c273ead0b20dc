/** Canvases of the screen's own pixels, and small pictures on them, enlarged without smoothing. */
import { type Pixels, sheet } from '../../../../pkg/src/pixels';
import type { ImageShape } from '../../../../pkg/src/types';

/**
 * Gives a canvas of so many CSS pixels as many as the screen has for it, and clears it. The context's unit is the CSS pixel.
 * null until the canvas is laid out.
 */
export function prepared(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const context = canvas.getContext('2d');
  if (!context || width === 0 || height === 0) return null;
  resize(canvas, Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio));
  context.setTransform(canvas.width / width, 0, 0, canvas.height / height, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** Sets a canvas's size in its own pixels. One that has it keeps what is drawn on it. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width === width && canvas.height === height) return;
  canvas.width = width;
  canvas.height = height;
}

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

/**
 * Lays pictures of a shape out as a sheet on a canvas `width` CSS pixels wide; null clears it. The canvas's own size is a whole
 * multiple of the sheet's, so that every pixel of a picture is a true square. Gives the context, null until it is laid out.
 */
export function paintSheet(
  canvas: HTMLCanvasElement,
  values: Float32Array | null,
  shape: ImageShape | null,
  width: number,
): CanvasRenderingContext2D | null {
  const context = canvas.getContext('2d');
  if (!context || width === 0) return null;
  if (!values || !shape) {
    context.clearRect(0, 0, canvas.width, canvas.height);
    return context;
  }
  const pixels = sheet(values, shape);
  const scale = Math.max(1, Math.ceil((width * devicePixelRatio) / pixels.width));
  resize(canvas, pixels.width * scale, pixels.height * scale);
  context.clearRect(0, 0, canvas.width, canvas.height);
  drawPixels(context, pixels, 0, 0, canvas.width, canvas.height);
  return context;
}
