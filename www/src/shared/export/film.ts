/** What an animation is made of: pictures of one size, made one after the other as they are needed. */
import type { Pixels } from '../../../../pkg/src/pixels';

/** Frames by index. Arrays of pictures are films; others paint each frame on demand, to hold only one at a time. */
export interface Film {
  readonly length: number;
  at(frame: number): Pixels | undefined;
}

export interface Animation {
  /** Milliseconds of each frame, and of the last, which is to be looked at. */
  frameMs: number;
  lastMs: number;
  /** Every pixel becomes a square of so many. */
  scale: number;
}

/** Milliseconds a frame, whatever the speed of the run was: shorter ones cannot be told apart. */
export const FRAME_MS = 80;
export const LAST_MS = 2500;

/** Called with the share that is done, 0 to 1. Returns false to cancel. */
export type OnProgress = (share: number) => boolean;

/** Yields to the event loop between two frames. */
export const breath = (): Promise<void> => new Promise((done) => setTimeout(done));
