/** The stage of room Train: all its layers on one canvas. */

import { sheet } from '../../../../../pkg/src/pixels';
import type { Points } from '../../../../../pkg/src/types';
import { drawPixels } from '../../../shared/canvas/canvas';
import { cellCentres } from '../../../shared/canvas/grid';
import { css, mix, type Palette } from '../../../shared/canvas/palette';
import {
  drawArrows,
  drawAxes,
  drawBeyond,
  drawContours,
  drawCrosses,
  drawHeat,
  drawMesh,
  drawPath,
  drawPoints,
  momentAt,
  type Plane,
  quantile,
} from '../../../shared/canvas/plane';
import type { TrainSettings } from '../settings';
import { ARROWS, type Arrows, HEAT, type Overlays, shows } from '../store/overlays';
import { asPictures, DIGIT_SIDE } from '../store/points';
import { momentOf, type Shown } from '../store/samples';

export interface StageContents {
  settings: TrainSettings;
  data: Points | null;
  shown: Shown | null;
  position: number;
  /** How far along the way, 0 is noise. */
  share: number;
  /** √ᾱ_t of the moment shown: how much of it is signal. */
  signal: number;
  overlays: Overlays;
  chosen: readonly number[];
}

/** Training points drawn at most; more cover each other. */
const MAX_DATA = 2000;
/** Where an error of the field is as dark as it gets. */
export const FULL_ERROR = 1;
const ARROW_QUANTILE = 0.85;
/** What belongs to the data is dashed beside the same of the network. */
const DATA_DASH = [4, 3];
/** Pictures of a sheet that has the stage to itself, and of each of the two, one above the other, where it shares it. */
const PICTURES = { alone: 100, beside: 49 };
/** Between sheets, and above them, where the stage's labels stand. */
const SHEET_GAP = 8;
const SHEET_TOP = 26;

export function paintStage(plane: Plane, scene: StageContents, palette: Palette): void {
  if ((scene.data?.dims ?? 2) === 2) paintPlane(plane, scene, palette);
  else paintPictures(plane, scene);
}

function paintPlane(plane: Plane, scene: StageContents, palette: Palette): void {
  const { settings, shown, position, overlays } = scene;
  const data = scene.data?.values;
  const on = (layer: TrainSettings['layers'][number]): boolean => shows(settings, layer);
  const samples = shown ? momentOf(shown, position) : null;
  // What is still noise has noise's colour
  const sampleColour = mix(palette.noise, palette.prediction, scene.signal);
  drawAxes(plane, palette.line);
  const density = overlays.density.value;
  if (on('density') && density) drawHeat(plane, relative(density), HEAT, palette.density, 0.8);
  const error = overlays.error.value;
  if (on('error') && error)
    drawHeat(
      plane,
      error.map((value) => value / FULL_ERROR),
      HEAT,
      palette.ink,
      0.6,
    );
  if (on('data') && data) drawCrosses(plane, data.subarray(0, 2 * MAX_DATA), css(palette.data, data.length > 2000 ? 0.4 : 0.7), 2.4);
  if (on('contours')) {
    if (data && on('data')) drawContours(plane, data.subarray(0, 2 * MAX_DATA), palette.data, DATA_DASH);
    if (samples && on('samples')) drawContours(plane, samples, sampleColour);
  }
  const forward = overlays.forward.value;
  if (on('forward') && forward) drawPoints(plane, forward.x, css(mix(palette.noise, palette.data, scene.signal), 0.75), 2);
  if (on('samples') && samples) {
    drawPoints(plane, samples, css(sampleColour, 0.85), 2.1);
    drawBeyond(plane, samples, css(sampleColour, 0.6));
  }
  const mesh = overlays.mesh.value;
  if (on('mesh') && mesh) drawMesh(plane, momentAt(mesh, scene.share, mesh.x.length / mesh.times.length), css(palette.mesh, 0.8));
  const arrows = overlays.arrows.value;
  if (on('field') && arrows) paintArrows(plane, arrows, settings, palette);
  if (on('paths') && shown) {
    for (const particle of scene.chosen) drawPath(plane, shown.cloud, shown.count, particle, position, palette.ink);
  }
}

function paintArrows(plane: Plane, { network, exact }: Arrows, { field }: TrainSettings, palette: Palette): void {
  const of = (whose: Arrows['network']): Float32Array | null => (whose ? (field === 'score' ? whose.score : whose.eps_hat) : null);
  const both = [of(exact), of(network)];
  // One scale for both, so that they can be compared: that of the shorter ones. Far from the data at small t the exact field
  // is many times as long as the network's, and on its scale nothing of the network's would be seen; what is too long is cut.
  const unitOf = (vectors: Float32Array): number =>
    quantile(
      Array.from({ length: vectors.length / 2 }, (_, i) => lengthAt(vectors, i)),
      ARROW_QUANTILE,
    );
  const unit = Math.min(...both.filter((vectors) => vectors !== null).map(unitOf));
  const centres = cellCentres(ARROWS);
  const colours = [css(palette.data, 0.95), css(palette.arrows, 0.95)];
  both.forEach((vectors, i) => {
    if (vectors) drawArrows(plane, centres, vectors, ARROWS, unit, colours[i] ?? '', i === 0 ? DATA_DASH : []);
  });
}

function lengthAt(vectors: Float32Array, i: number): number {
  return Math.hypot(vectors[2 * i] ?? 0, vectors[2 * i + 1] ?? 0);
}

/** Densities against the highest, with the low ones lifted, so that the tails show. */
function relative(log: Float64Array): Float64Array {
  const finite = log.filter((value) => Number.isFinite(value));
  const most = finite.reduce((a, b) => Math.max(a, b), -Infinity);
  return log.map((value) => (Number.isFinite(value) ? Math.sqrt(Math.exp(value - most)) : 0));
}

const SHAPE = { height: DIGIT_SIDE, width: DIGIT_SIDE, channels: 1 };

/** Sheets of tiny pictures: real ones, samples, or both side by side, in two sheets each, so that the stage is full. */
function paintPictures({ context, side }: Plane, { settings, data, shown, position }: StageContents): void {
  if (!data) return;
  const shares: Float32Array[] = [];
  if (shows(settings, 'data')) shares.push(data.values);
  if (shows(settings, 'samples') && shown) shares.push(momentOf(shown, position));
  const draw = (values: Float32Array, left: number, top: number, width: number): void => {
    if (values.length > 0) drawPixels(context, sheet(pictures(values, data), SHAPE), left, top, width, width);
  };
  const [only] = shares;
  if (shares.length === 1 && only) {
    draw(only.subarray(0, PICTURES.alone * data.dims), SHEET_TOP / 2, SHEET_TOP, side - SHEET_TOP);
    return;
  }
  const width = (side - SHEET_TOP - SHEET_GAP) / 2;
  shares.forEach((values, i) => {
    const left = i === 0 ? 0 : side - width;
    for (const row of [0, 1]) {
      const part = values.subarray(row * PICTURES.beside * data.dims, (row + 1) * PICTURES.beside * data.dims);
      draw(part, left, SHEET_TOP + row * (width + SHEET_GAP), width);
    }
  });
}

/** Points back to pictures in [−1, 1]: the engine trains on centred and scaled ones. */
function pictures(values: Float32Array, { dims, centre, scale }: Points): Float32Array {
  return asPictures(values.map((value, i) => value * scale + (centre[i % dims] ?? 0)));
}
