/** Arrays of numbers to pixels. Pure: no canvas here. */
import type { ImageShape } from './types';

/** A picture as a canvas takes it. */
export interface Pixels {
  width: number;
  height: number;
  /** RGBA; gaps between pictures are transparent. */
  data: Uint8ClampedArray<ArrayBuffer>;
}

/** Pictures a row of a sheet. */
export function columnsOf(batch: number): number {
  return Math.ceil(Math.sqrt(batch));
}

/** Size of a sheet in its own pixels: one pixel of gap between pictures. */
export function sheetSize(batch: number, shape: ImageShape): { width: number; height: number } {
  const columns = columnsOf(batch);
  const rows = Math.ceil(batch / columns);
  return { width: columns * (shape.width + 1) - 1, height: rows * (shape.height + 1) - 1 };
}

/** Lays a batch out as a sheet. −1 is black, 1 is full; what lies outside is cut off, as x̂_0, x_t and ε̂ share one scale. */
export function sheet(values: Float32Array, shape: ImageShape): Pixels {
  const { height: h, width: w, channels: c } = shape;
  const batch = Math.max(1, Math.floor(values.length / (h * w * c)));
  const columns = columnsOf(batch);
  const { width, height } = sheetSize(batch, shape);
  const data = new Uint8ClampedArray(width * height * 4);
  const green = c === 3 ? 1 : 0;
  const blue = c === 3 ? 2 : 0;
  let from = 0;
  for (let picture = 0; picture < batch; picture += 1) {
    const left = (picture % columns) * (w + 1);
    const top = Math.floor(picture / columns) * (h + 1);
    for (let y = 0; y < h; y += 1) {
      let to = ((top + y) * width + left) * 4;
      for (let x = 0; x < w; x += 1) {
        data[to] = level(values[from]);
        data[to + 1] = level(values[from + green]);
        data[to + 2] = level(values[from + blue]);
        data[to + 3] = 255;
        from += c;
        to += 4;
      }
    }
  }
  return { width, height, data };
}

/** The clamped array rounds and cuts off. */
function level(value = 0): number {
  return (value + 1) * 127.5;
}
