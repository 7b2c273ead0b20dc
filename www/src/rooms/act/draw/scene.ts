/** The plane of the task: disc and goal, demonstrations, plans and ways. In units of drawings, y upwards. */
import type { Demonstration, Position, Rollouts, Scene } from '../../../../../pkg/src/types';
import { css, mix, type Palette, type Rgb } from '../../../shared/canvas/palette';
import type { Plane } from '../../../shared/canvas/plane';
import { type ActSettings, GOAL_RADIUS } from '../settings';
import type { Rolled } from '../store/act';
import type { Line } from '../store/drawn';
import { type Both, placesOf, threadsOf } from '../store/film';

/** The plane shows ±EXTENT. */
export const EXTENT = 1.1;
/** Demonstrations drawn at most: more are a smear. */
const MAX_SHOWN = 120;

const toX = (plane: Plane, x: number): number => ((x + EXTENT) / (2 * EXTENT)) * plane.side;
const toY = (plane: Plane, y: number): number => ((EXTENT - y) / (2 * EXTENT)) * plane.side;
const units = (plane: Plane, length: number): number => (length / (2 * EXTENT)) * plane.side;

/** The place of a pointer on a square of so many pixels. */
export function placeAt(x: number, y: number, side: number): Position {
  return [(x / side) * 2 * EXTENT - EXTENT, EXTENT - (y / side) * 2 * EXTENT];
}

function line(plane: Plane, path: Line): void {
  const { context } = plane;
  context.beginPath();
  for (const [x, y] of path) context.lineTo(toX(plane, x), toY(plane, y));
  context.stroke();
}

function dot(plane: Plane, [x, y]: Position, radius: number): void {
  const { context } = plane;
  context.beginPath();
  context.arc(toX(plane, x), toY(plane, y), radius, 0, 2 * Math.PI);
  context.fill();
}

/** The disc, the goal as a ring of the size that counts as there, and the start. */
export function drawScene(plane: Plane, palette: Palette, start: Position, { disc, radius, goal }: Scene): void {
  const { context } = plane;
  context.fillStyle = css(palette.ink, 0.16);
  context.strokeStyle = css(palette.ink, 0.75);
  context.lineWidth = 1.2;
  context.beginPath();
  context.arc(toX(plane, disc[0]), toY(plane, disc[1]), units(plane, radius), 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.setLineDash([4, 3]);
  context.beginPath();
  context.arc(toX(plane, goal[0]), toY(plane, goal[1]), units(plane, GOAL_RADIUS), 0, 2 * Math.PI);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = css(palette.ink);
  dot(plane, goal, 2);
  context.beginPath();
  context.rect(toX(plane, start[0]) - 3.5, toY(plane, start[1]) - 3.5, 7, 7);
  context.stroke();
}

export function drawDemonstrations(plane: Plane, palette: Palette, all: readonly Demonstration[], alpha: number): void {
  plane.context.strokeStyle = css(palette.data, alpha);
  plane.context.lineWidth = 1;
  // Odd, since those that are made take turns on the left and on the right
  const every = Math.ceil(all.length / MAX_SHOWN) | 1;
  for (const [i, { path }] of all.entries()) if (i % every === 0) line(plane, path);
}

export function drawPen(plane: Plane, palette: Palette, pen: Line): void {
  plane.context.strokeStyle = css(palette.data);
  plane.context.lineWidth = 2.5;
  line(plane, pen);
}

/** A cross where a robot ran into the disc. */
function drawCrash(plane: Plane, [x, y]: Position, colour: Rgb): void {
  const { context } = plane;
  const [px, py] = [toX(plane, x), toY(plane, y)];
  context.strokeStyle = css(colour);
  context.lineWidth = 2.4;
  context.beginPath();
  context.moveTo(px - 6, py - 6);
  context.lineTo(px + 6, py + 6);
  context.moveTo(px - 6, py + 6);
  context.lineTo(px + 6, py - 6);
  context.stroke();
}

/** A policy's robot at a shot of the film: its way so far, and the plan that it has, or that is being denoised. */
export function drawRollout(
  plane: Plane,
  palette: Palette,
  rolled: Rolled,
  whose: keyof Both<unknown>,
  at: { plan: number; moment: number; step: number },
  { look, nearest }: Pick<ActSettings, 'look' | 'nearest'>,
): void {
  const { context } = plane;
  const rollout = rolled[whose];
  const plan = rollout.plans[at.plan];
  // A robot whose episode is over has no plan any more
  if (plan && at.step < rollout.path.length) {
    const last = plan.times.length - 1;
    const moment = Math.min(at.moment, last);
    const done = last === 0 ? 1 : moment / last;
    const colour = { x: mix(palette.noise, palette.prediction, done), x0: palette.prediction, eps: palette.noise }[look];
    const shown = { x: plan.places, x0: plan.x0Hat, eps: plan.epsHat }[look];
    const threads = threadsOf(shown, plan.times.length, moment, rolled.predicted);
    context.lineJoin = 'round';
    for (const [i, thread] of threads.entries()) {
      if (i === plan.chosen) continue;
      context.strokeStyle = css(colour, threads.length > 20 ? 0.22 : 0.34);
      context.lineWidth = 1;
      line(plane, placesOf(thread));
    }
    const chosen = threads[plan.chosen];
    if (chosen) {
      const way = placesOf(chosen);
      context.strokeStyle = css(colour, 0.95);
      context.lineWidth = 1.8;
      line(plane, way);
      // What of it is executed before the robot looks again is dotted with its actions
      context.fillStyle = css(colour);
      for (const place of way.slice(rolled.observed - 1, rolled.observed - 1 + rolled.executed)) dot(plane, place, 2.6);
    }
  }
  if (plan && nearest && at.step < rollout.path.length) {
    context.strokeStyle = css(palette.data);
    context.lineWidth = 2.2;
    context.setLineDash([5, 4]);
    line(plane, plan.nearest.places);
    context.setLineDash([]);
  }
  const way = rollout.path.slice(0, at.step + 1);
  context.strokeStyle = css(palette.ink, 0.9);
  context.lineWidth = 2.2;
  line(plane, way);
  const here = way.at(-1);
  if (!here) return;
  if (way.length === rollout.path.length && rollout.outcome === 'collided') drawCrash(plane, here, palette.ink);
  else {
    context.fillStyle = css(palette.ink);
    dot(plane, here, 5);
  }
}

/** The ways of all robots that were measured. */
export function drawWays(plane: Plane, palette: Palette, { paths }: Rollouts): void {
  for (const { path, outcome } of paths) {
    plane.context.strokeStyle = css(palette.prediction, 0.3);
    plane.context.lineWidth = 1.1;
    line(plane, path);
    const end = path.at(-1);
    if (!end) continue;
    if (outcome === 'collided') drawCrash(plane, end, palette.ink);
  }
}

/** Chunks that went on from one x_t. */
export function drawFork(plane: Plane, palette: Palette, chunks: Float32Array, predicted: number): void {
  plane.context.strokeStyle = css(palette.prediction, 0.3);
  plane.context.lineWidth = 1;
  for (const thread of threadsOf(chunks, 1, 0, predicted)) line(plane, placesOf(thread));
}

/** What plans are drawn to. */
export function drawSketch(plane: Plane, palette: Palette, sketch: Line): void {
  plane.context.strokeStyle = css(palette.ink, 0.55);
  plane.context.lineWidth = 5;
  plane.context.lineCap = 'round';
  line(plane, sketch);
  plane.context.lineCap = 'butt';
}

/** Where what is being dragged is now. */
export function drawHeld(plane: Plane, palette: Palette, place: Position, radius: number): void {
  const { context } = plane;
  context.strokeStyle = css(palette.ink);
  context.lineWidth = 2;
  context.setLineDash([3, 3]);
  context.beginPath();
  context.arc(toX(plane, place[0]), toY(plane, place[1]), units(plane, radius), 0, 2 * Math.PI);
  context.stroke();
  context.setLineDash([]);
}
