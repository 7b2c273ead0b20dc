/** The pictures that one predicts on: what is asked about, without the answer. */
import { css, type Palette } from '../../../shared/canvas/palette';
import { drawAxes, drawCrosses, drawPoints, type Plane, toX, toY } from '../../../shared/canvas/plane';
import type { Vec2 } from '../vec2';

/** A point with its name beside it. */
export function drawNamed(plane: Plane, at: Vec2, name: string, colour: string, radius = 6): void {
  drawPoints(plane, Float32Array.from(at), colour, radius);
  const { context } = plane;
  context.fillStyle = colour;
  context.font = '600 15px sans-serif';
  context.fillText(name, toX(plane, at[0]) + radius + 4, toY(plane, at[1]) - radius);
}

/** The two ends of a step back: the data point and the noisy one. */
export function paintEnds(plane: Plane, palette: Palette, x0: Vec2, xt: Vec2): void {
  drawAxes(plane, palette.line);
  drawNamed(plane, x0, 'x₀', css(palette.data));
  drawNamed(plane, xt, 'xₜ', css(palette.noise));
}

/** The data, and where x_t stands among them. */
export function paintAmong(plane: Plane, palette: Palette, data: Float32Array | null, xt: Vec2, radius: number): void {
  drawAxes(plane, palette.line);
  if (data) drawCrosses(plane, data, css(palette.data, radius > 3 ? 1 : 0.4), radius);
  drawNamed(plane, xt, 'xₜ', css(palette.ink));
}

/** The data, where all particles begin, and, once they have, where they end. */
export function paintStart(plane: Plane, palette: Palette, data: Float32Array | null, start: Vec2 | null, ends: Float32Array | null): void {
  drawAxes(plane, palette.line);
  if (data) drawCrosses(plane, data.subarray(0, 1600), css(palette.data, 0.3), 2.2);
  if (ends) drawPoints(plane, ends, css(palette.prediction, 0.7), 2);
  if (start) drawNamed(plane, start, 'x', css(palette.ink));
}
