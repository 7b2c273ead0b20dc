/** A data set in small. */
import type { Rgb } from '../../../shared/canvas/palette';
import { css } from '../../../shared/canvas/palette';
import { drawPoints, prepared } from '../../../shared/canvas/plane';

export function paintThumbnail(canvas: HTMLCanvasElement, side: number, points: Float32Array, colour: Rgb): void {
  const plane = prepared(canvas, side);
  if (plane) drawPoints(plane, points, css(colour, 0.8), Math.max(0.7, plane.side / 60));
}
