/** Pictures as PNG files. */
import type { Pixels } from '../../../../pkg/src/pixels';

/** Pixels as a PNG, each a square of `scale`. */
export function pixelsPng({ data, width, height }: Pixels, scale: number): Promise<Blob> {
  const small = new OffscreenCanvas(width, height);
  small.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  const large = new OffscreenCanvas(width * scale, height * scale);
  const context = large.getContext('2d');
  if (context) {
    context.imageSmoothingEnabled = false;
    context.drawImage(small, 0, 0, large.width, large.height);
  }
  return large.convertToBlob({ type: 'image/png' });
}

/** Room for a name above each picture, and between pictures, in their own pixels. */
const NAME = 34;
const GAP = 16;

export interface Named {
  canvas: HTMLCanvasElement;
  name: string;
}

/** Canvases side by side, each under its name, on the page's ground: they themselves are clear where nothing is drawn. */
export function sheetPng(pictures: readonly Named[], { paper, ink }: { paper: string; ink: string }): Promise<Blob> {
  const top = pictures.some(({ name }) => name !== '') ? NAME : 0;
  const width = pictures.reduce((sum, { canvas }) => sum + canvas.width + GAP, -GAP);
  const height = Math.max(...pictures.map(({ canvas }) => canvas.height)) + top;
  const all = new OffscreenCanvas(Math.max(1, width), height);
  const context = all.getContext('2d');
  if (context) {
    context.fillStyle = paper;
    context.fillRect(0, 0, width, height);
    context.fillStyle = ink;
    context.font = '600 20px sans-serif';
    context.textBaseline = 'middle';
    let left = 0;
    for (const { canvas, name } of pictures) {
      context.fillText(name, left + 4, top / 2, canvas.width - 8);
      context.drawImage(canvas, left, top);
      left += canvas.width + GAP;
    }
  }
  return all.convertToBlob({ type: 'image/png' });
}
