/** What an animation is made of: pictures of one size, made one after the other as they are needed. */
import type { Pixels } from '../../../../pkg/src/pixels';

/** An array of pictures is one; so is whatever paints them when asked, since a hundred large ones need not be held at once. */
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

/** Frames are told apart from about here on, whatever the run's own speed was. */
export const FRAME_MS = 80;
export const LAST_MS = 2500;

/** Told the share that is done; where it returns false the work is given up. */
export type OnProgress = (share: number) => boolean;

/** Between two frames the page gets its turn. */
export const breath = (): Promise<void> => new Promise((done) => setTimeout(done));
