/** A run as an animation. */
import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import { type Animation, breath, type Film, type OnProgress } from './film';

/** Between pictures of a sheet nothing is drawn; an animation has no clear pixels to spare, so they are white. */
const GAP = 255;

/**
 * Encodes the frames, all of one size, as a GIF that repeats. `onProgress` gets the share done between frames, and the
 * page gets its turn; where it returns false the work is given up, and null returned.
 */
export async function gif(
  film: Film,
  { frameMs, lastMs, scale }: Animation,
  onProgress: OnProgress,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const encoder = GIFEncoder();
  for (let i = 0; i < film.length; i += 1) {
    const frame = film.at(i);
    if (frame === undefined) continue;
    const opaque = withoutGaps(frame.data);
    // Each frame has colours of its own: noise has all of them, a picture few.
    const palette = quantize(opaque, 256);
    const index = enlarged(applyPalette(opaque, palette), frame.width, scale);
    const delay = i === film.length - 1 ? lastMs : frameMs;
    encoder.writeFrame(index, frame.width * scale, frame.height * scale, { palette, delay });
    if (!onProgress((i + 1) / film.length)) return null;
    await breath();
  }
  encoder.finish();
  return encoder.bytes() as Uint8Array<ArrayBuffer>;
}

function withoutGaps(rgba: Uint8ClampedArray): Uint8ClampedArray {
  const opaque = rgba.slice();
  for (let at = 0; at < opaque.length; at += 4) {
    if (opaque[at + 3] === 0) opaque.fill(GAP, at, at + 4);
  }
  return opaque;
}

/** Every pixel as a square: nothing is invented between pixels. */
export function enlarged(pixels: Uint8Array, width: number, scale: number): Uint8Array {
  const height = pixels.length / width;
  const large = new Uint8Array(pixels.length * scale * scale);
  const row = new Uint8Array(width * scale);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) row.fill(pixels[y * width + x] ?? 0, x * scale, (x + 1) * scale);
    for (let copy = 0; copy < scale; copy += 1) large.set(row, (y * scale + copy) * row.length);
  }
  return large;
}
