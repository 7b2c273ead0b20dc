/** Two-dimensional things onto a square canvas that shows ±EXTENT. Each takes a context in units of drawings. */

import { contourDensity } from 'd3-contour';
import type { Samples } from '../../../../pkg/src/types';
import { unit } from '../ui/unit';
import { prepared } from './canvas';
import { EXTENT, MESH_LINES } from './grid';
import { css, type Rgb } from './palette';

export interface Plane {
  context: CanvasRenderingContext2D;
  /** In units of drawings (see unit.ts), both ways. */
  side: number;
}

/** The plane of a square canvas, cleared; null until the canvas is laid out. */
export function planeOf(canvas: HTMLCanvasElement, side: number): Plane | null {
  const context = prepared(canvas, side, side);
  if (!context) return null;
  // Drawings keep their proportions to the page's type
  context.scale(unit().peek(), unit().peek());
  return { context, side: side / unit().peek() };
}

export const toX = (plane: { side: number }, x: number): number => ((x + EXTENT) / (2 * EXTENT)) * plane.side;
export const toY = (plane: { side: number }, y: number): number => ((EXTENT - y) / (2 * EXTENT)) * plane.side;

export function drawPoints(plane: Plane, points: Float32Array, colour: string, radius: number): void {
  const { context } = plane;
  context.fillStyle = colour;
  context.beginPath();
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = toX(plane, points[i] ?? 0);
    const y = toY(plane, points[i + 1] ?? 0);
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.fill();
}

/** The same as small crosses: data and samples differ in shape as well as in colour. `arm` is half their width. */
export function drawCrosses(plane: Plane, points: Float32Array, colour: string, arm: number): void {
  const { context } = plane;
  context.strokeStyle = colour;
  context.lineWidth = Math.max(0.9, 0.5 * arm);
  context.beginPath();
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = toX(plane, points[i] ?? 0);
    const y = toY(plane, points[i + 1] ?? 0);
    context.moveTo(x - arm, y);
    context.lineTo(x + arm, y);
    context.moveTo(x, y - arm);
    context.lineTo(x, y + arm);
  }
  context.stroke();
}

/** How many points lie beyond the edge of a plane. */
export function beyondEdge(points: Float32Array): number {
  let beyond = 0;
  for (let i = 0; i + 1 < points.length; i += 2) {
    if (Math.abs(points[i] ?? 0) > EXTENT || Math.abs(points[i + 1] ?? 0) > EXTENT) beyond += 1;
  }
  return beyond;
}

/** How far a mark at the edge reaches into the plane, in CSS pixels. */
const EDGE = 7;

/** A mark at the edge for every point beyond it, pointing outwards. */
export function drawBeyond(plane: Plane, points: Float32Array, colour: string): void {
  const { context, side } = plane;
  context.fillStyle = colour;
  context.beginPath();
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [px, py] = [toX(plane, points[i] ?? 0), toY(plane, points[i + 1] ?? 0)];
    if (px >= 0 && px <= side && py >= 0 && py <= side) continue;
    // On the line from the middle to the point, where it meets the edge
    const [dx, dy] = [px - side / 2, py - side / 2];
    const length = Math.hypot(dx, dy);
    const reach = (0.5 * side) / Math.max(Math.abs(dx), Math.abs(dy));
    const [x, y, ux, uy] = [side / 2 + dx * reach, side / 2 + dy * reach, dx / length, dy / length];
    context.moveTo(x, y);
    context.lineTo(x - EDGE * (ux + 0.4 * uy), y - EDGE * (uy - 0.4 * ux));
    context.lineTo(x - EDGE * (ux - 0.4 * uy), y - EDGE * (uy + 0.4 * ux));
    context.closePath();
  }
  context.fill();
}

/** Lines of equal density, estimated from points; dashed, they can be distinguished without colour. */
export function drawContours(plane: Plane, points: Float32Array, colour: Rgb, dash: readonly number[] = []): void {
  const { context, side } = plane;
  const indices = Array.from({ length: points.length / 2 }, (_, i) => i);
  const contours = contourDensity<number>()
    .x((i) => toX(plane, points[2 * i] ?? 0))
    .y((i) => toY(plane, points[2 * i + 1] ?? 0))
    .size([side, side])
    .cellSize(4)
    .bandwidth(side / 45)
    .thresholds(6)(indices);
  contours.forEach((contour, i) => {
    context.beginPath();
    for (const ring of contour.coordinates.flat()) {
      for (const [x = 0, y = 0] of ring) context.lineTo(x, y);
      context.closePath();
    }
    context.fillStyle = css(colour, 0.07);
    context.fill('evenodd');
    context.strokeStyle = css(colour, 0.35 + (0.5 * i) / contours.length);
    context.lineWidth = 1.2;
    context.setLineDash([...dash]);
    context.stroke();
  });
  context.setLineDash([]);
}

const heatCanvas = document.createElement('canvas');

/** n × n cells from the top left, 0 nothing, 1 full colour; smooth between their centres. */
export function drawHeat({ context, side }: Plane, cells: ArrayLike<number>, n: number, colour: Rgb, strength: number): void {
  heatCanvas.width = n;
  heatCanvas.height = n;
  const scratch = heatCanvas.getContext('2d');
  if (!scratch) return;
  const image = scratch.createImageData(n, n);
  for (let i = 0; i < n * n; i += 1) {
    image.data.set([...colour, 255 * strength * Math.min(1, Math.max(0, cells[i] ?? 0))], 4 * i);
  }
  scratch.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(heatCanvas, 0, 0, side, side);
}

/** The q-th part of the lengths, by size. */
export function quantile(lengths: readonly number[], q: number): number {
  const sorted = lengths.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}

/** Arrows from the cells' centres. `unit`: a vector so long fills its cell; longer ones are cut. */
export function drawArrows(
  plane: Plane,
  at: Float32Array,
  vectors: Float32Array,
  n: number,
  unit: number,
  colour: string,
  dash: readonly number[] = [],
): void {
  const { context, side } = plane;
  const most = (0.92 * side) / n;
  context.setLineDash([...dash]);
  context.strokeStyle = colour;
  context.lineWidth = 1.4;
  context.beginPath();
  for (let i = 0; i + 1 < at.length; i += 2) {
    const [dx, dy] = [vectors[i] ?? 0, vectors[i + 1] ?? 0];
    const length = Math.hypot(dx, dy);
    if (length === 0 || unit === 0) continue;
    const drawn = most * Math.min(1, length / unit);
    const [ux, uy] = [dx / length, -dy / length];
    const x = toX(plane, at[i] ?? 0) - (ux * drawn) / 2;
    const y = toY(plane, at[i + 1] ?? 0) - (uy * drawn) / 2;
    const [tipX, tipY] = [x + ux * drawn, y + uy * drawn];
    const head = Math.min(5, 0.4 * drawn);
    context.moveTo(x, y);
    context.lineTo(tipX, tipY);
    context.moveTo(tipX - head * (ux + 0.6 * uy), tipY - head * (uy - 0.6 * ux));
    context.lineTo(tipX, tipY);
    context.lineTo(tipX - head * (ux - 0.6 * uy), tipY - head * (uy + 0.6 * ux));
  }
  context.stroke();
  context.setLineDash([]);
}

/** The moment of a cloud nearest to a share of its way. */
export function momentAt(cloud: Samples, share: number, size: number): Float32Array {
  const position = Math.round(share * (cloud.times.length - 1));
  return cloud.x.subarray(position * size, (position + 1) * size);
}

/** The net of noise, wherever it has been carried. */
export function drawMesh(plane: Plane, knots: Float32Array, colour: string): void {
  const { context } = plane;
  context.strokeStyle = colour;
  context.lineWidth = 0.9;
  context.setLineDash([5, 2]);
  context.beginPath();
  const go = (row: number, column: number, first: boolean): void => {
    const i = 2 * (row * MESH_LINES + column);
    const [x, y] = [toX(plane, knots[i] ?? 0), toY(plane, knots[i + 1] ?? 0)];
    if (first) context.moveTo(x, y);
    else context.lineTo(x, y);
  };
  for (let a = 0; a < MESH_LINES; a += 1) {
    for (let b = 0; b < MESH_LINES; b += 1) go(a, b, b === 0);
    for (let b = 0; b < MESH_LINES; b += 1) go(b, a, b === 0);
  }
  context.stroke();
  context.setLineDash([]);
}

/** The way of one particle: faint as a whole, strong as far as it has come. */
export function drawPath(plane: Plane, cloud: Samples, count: number, particle: number, position: number, colour: Rgb): void {
  const { context } = plane;
  const line = (last: number, alpha: number, width: number): void => {
    context.strokeStyle = css(colour, alpha);
    context.lineWidth = width;
    context.beginPath();
    for (let m = 0; m <= last; m += 1) {
      const i = 2 * (m * count + particle);
      const [x, y] = [toX(plane, cloud.x[i] ?? 0), toY(plane, cloud.x[i + 1] ?? 0)];
      if (m === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.stroke();
  };
  line(cloud.times.length - 1, 0.25, 1);
  line(position, 0.9, 1.6);
  const at = 2 * (position * count + particle);
  context.fillStyle = css(colour);
  context.beginPath();
  context.arc(toX(plane, cloud.x[at] ?? 0), toY(plane, cloud.x[at + 1] ?? 0), 4, 0, 2 * Math.PI);
  context.fill();
}

/** Frame of reference: the axes' middle, faint. */
export function drawAxes({ context, side }: Plane, colour: Rgb): void {
  context.strokeStyle = css(colour);
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(side / 2, 0);
  context.lineTo(side / 2, side);
  context.moveTo(0, side / 2);
  context.lineTo(side, side / 2);
  context.stroke();
}
