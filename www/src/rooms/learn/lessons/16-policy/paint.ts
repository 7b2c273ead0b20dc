/** The plane of the task onto the room's own plane: disc, goal, and ways. */

import type { Demonstration, Rollouts, ShownPlan } from '../../../../../../pkg/src/types';
import { EXTENT } from '../../../../shared/canvas/grid';
import { css, type Palette } from '../../../../shared/canvas/palette';
import { type Plane, toX, toY } from '../../../../shared/canvas/plane';
import { HORIZONS } from './store';

/** The task's plane is ±1.1. */
const SCALE = EXTENT / 1.1;

function line(plane: Plane, places: ArrayLike<number>, colour: string, width: number): void {
  const { context } = plane;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  for (let i = 0; i + 1 < places.length; i += 2) {
    context.lineTo(toX(plane, SCALE * (places[i] ?? 0)), toY(plane, SCALE * (places[i + 1] ?? 0)));
  }
  context.stroke();
}

/** What is on the plane, and the demonstrations, faint. */
export function paintTask(plane: Plane, palette: Palette, demonstrations: readonly Demonstration[]): void {
  const { context } = plane;
  const scene = demonstrations[0]?.scene;
  if (!scene) return;
  for (const { path } of demonstrations.slice(0, 80)) line(plane, path.flat(), css(palette.data, 0.14), 1);
  const units = (length: number): number => (length * SCALE * plane.side) / (2 * EXTENT);
  context.fillStyle = css(palette.ink, 0.16);
  context.strokeStyle = css(palette.ink, 0.75);
  context.lineWidth = 1.2;
  context.beginPath();
  context.arc(toX(plane, SCALE * scene.disc[0]), toY(plane, SCALE * scene.disc[1]), units(scene.radius), 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.fillStyle = css(palette.ink);
  context.beginPath();
  context.arc(toX(plane, SCALE * scene.goal[0]), toY(plane, SCALE * scene.goal[1]), 4, 0, 2 * Math.PI);
  context.fill();
}

/** The ways of many robots; a cross where one ran into the disc. */
export function paintWays(plane: Plane, palette: Palette, { paths }: Rollouts): void {
  const { context } = plane;
  for (const { path, outcome } of paths) {
    line(plane, path.flat(), css(palette.prediction, 0.45), 1.2);
    const end = path.at(-1);
    if (!end || outcome !== 'collided') continue;
    const [x, y] = [toX(plane, SCALE * end[0]), toY(plane, SCALE * end[1])];
    context.strokeStyle = css(palette.ink);
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(x - 5, y - 5);
    context.lineTo(x + 5, y + 5);
    context.moveTo(x - 5, y + 5);
    context.lineTo(x + 5, y - 5);
    context.stroke();
  }
}

/** The chunks of a plan at a moment of their denoising. */
export function paintChunks(plane: Plane, palette: Palette, { times, places }: ShownPlan, moment: number): void {
  const size = 2 * HORIZONS.predicted;
  const chunks = places.length / (times.length * size);
  const share = times.length > 1 ? moment / (times.length - 1) : 1;
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const own = places.subarray((moment * chunks + chunk) * size, (moment * chunks + chunk + 1) * size);
    line(plane, own, css(share < 0.5 ? palette.noise : palette.prediction, 0.75), 1.4);
  }
}
