/** A data set in small. */
import type { Rgb } from './palette';
import { css } from './palette';
import { drawPoints } from './plane';
import { prepared } from './stage';

export function paintThumbnail(canvas: HTMLCanvasElement, side: number, points: Float32Array, colour: Rgb): void {
  const plane = prepared(canvas, side);
  if (plane) drawPoints(plane, points, css(colour, 0.8), Math.max(0.7, plane.side / 60));
}
