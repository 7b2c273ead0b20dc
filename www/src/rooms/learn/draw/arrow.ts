/** An arrow between two points of the plane, onto a canvas. */
import { type Plane, toX, toY } from '../../../shared/canvas/plane';
import type { Vec2 } from '../vec2';

export function arrow(plane: Plane, from: Vec2, to: Vec2, colour: string, width: number, dashed = false): void {
  const { context } = plane;
  const [x1, y1, x2, y2] = [toX(plane, from[0]), toY(plane, from[1]), toX(plane, to[0]), toY(plane, to[1])];
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length < 1) return;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const head = Math.min(9, 0.6 * length);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash(dashed ? [6, 5] : []);
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(x2 - head * (ux + 0.55 * uy), y2 - head * (uy - 0.55 * ux));
  context.lineTo(x2, y2);
  context.lineTo(x2 - head * (ux - 0.55 * uy), y2 - head * (uy + 0.55 * ux));
  context.stroke();
}
