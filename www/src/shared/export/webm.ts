/** A run as a video. The browser encodes, and the frames are put into a WebM file by a library. */
import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Output, WebMOutputFormat } from 'mediabunny';
import type { Pixels } from '../../../../pkg/src/pixels';
import { type Animation, breath, type Film, type OnProgress } from './film';

/** What browsers encode, the better first. VP9: profile 0, level 3.1, 8 bits. */
const CODECS = [
  { name: 'vp9', codec: 'vp09.00.31.08' },
  { name: 'vp8', codec: 'vp8' },
] as const;
/** Noise is the hardest there is to encode: bits for each pixel of each frame. */
const BITS = 1.5;
/** Frames that may wait for the encoder. */
const MAX_WAITING = 4;
/** One can jump to every so many frames. */
const KEY_EVERY = 25;

/** This browser cannot encode video. */
export class NoVideoError extends Error {
  constructor() {
    super('this browser has no encoder for WebM');
    this.name = 'NoVideoError';
  }
}

/** The first of the codecs that this browser encodes in pictures of this size, set up. */
async function encoderFor(width: number, height: number, frameMs: number) {
  if (typeof VideoEncoder === 'undefined') throw new NoVideoError();
  const bitrate = Math.round((BITS * width * height * 1000) / frameMs);
  for (const { name, codec } of CODECS) {
    const config = { codec, width, height, bitrate, framerate: 1000 / frameMs, latencyMode: 'quality' as const };
    const { supported } = await VideoEncoder.isConfigSupported(config).catch(() => ({ supported: false }));
    if (supported) return { name, config };
  }
  throw new NoVideoError();
}

/** The square that a pixel becomes: as asked for, or a little larger, since encoders need even sides. */
function squareOf({ width, height }: Pixels, scale: number): number {
  const odd = (width * scale) % 2 === 1 || (height * scale) % 2 === 1;
  return odd ? scale + 1 : scale;
}

/**
 * Encodes the frames, all of one size, as a WebM. `onProgress` gets the share done between frames; where it returns
 * false the work is given up, and null returned. Throws NoVideoError where the browser has no encoder.
 */
export async function webm(
  film: Film,
  { frameMs, lastMs, scale }: Animation,
  onProgress: OnProgress,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const first = film.at(0);
  if (first === undefined) return null;
  const square = squareOf(first, scale);
  const [width, height] = [first.width * square, first.height * square];
  const { name, config } = await encoderFor(width, height, frameMs);
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new EncodedVideoPacketSource(name);
  output.addVideoTrack(source, { frameRate: 1000 / frameMs });
  await output.start();

  let written: Promise<void> = Promise.resolve();
  let broken: unknown = null;
  const encoder = new VideoEncoder({
    output: (chunk, about) => {
      written = written.then(() => source.add(EncodedPacket.fromEncodedChunk(chunk), about));
      // Told below, when it is waited for
      written.catch(() => undefined);
    },
    error: (error) => {
      broken = error;
    },
  });
  try {
    encoder.configure(config);
    const canvas = new OffscreenCanvas(width, height);
    // The last picture stands for a while as frames of its own: players cut a single long one short
    const held = Math.max(0, Math.round(lastMs / frameMs) - 1);
    const all = film.length + held;
    for (let i = 0; i < all; i += 1) {
      const pixels = i < film.length ? film.at(i) : undefined;
      if (pixels) paint(canvas, pixels, square);
      const frame = new VideoFrame(canvas, { timestamp: i * frameMs * 1000, duration: frameMs * 1000 });
      encoder.encode(frame, { keyFrame: i % KEY_EVERY === 0 });
      frame.close();
      if (!onProgress((i + 1) / all)) return null;
      do await breath();
      while (encoder.encodeQueueSize > MAX_WAITING && broken === null);
      if (broken !== null) throw broken;
    }
    await encoder.flush();
    await written;
    await output.finalize();
    return target.buffer === null ? null : new Uint8Array(target.buffer);
  } finally {
    if (encoder.state !== 'closed') encoder.close();
    if (output.state === 'started') await output.cancel();
  }
}

/** Every pixel as a square; what is clear is white, as a video has no clear pixels. */
function paint(canvas: OffscreenCanvas, { data, width, height }: Pixels, square: number): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const small = new OffscreenCanvas(width, height);
  small.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, width * square, height * square);
}
