/** The film strip: its layout, and the painting of its cells. */

import { sheet, sheetSize } from '../../../../../pkg/src/pixels';
import type { ImageShape } from '../../../../../pkg/src/types';
import { drawPixels, prepared } from '../../../shared/canvas/canvas';
import type { History, Moment } from '../../../shared/state/history';

export interface StripLayout {
  /** Cells side by side. */
  cells: number;
  /** In CSS pixels. */
  cellWidth: number;
  pictureWidth: number;
  pictureHeight: number;
  rowGap: number;
  height: number;
}

/** Between two pictures at least, in CSS pixels: the frame around one does not touch its neighbour. */
const GAP = 10;
const ROW_GAP = 4;
const WORTHWHILE = 0.8;

/** Fits cells into a width: as many as there is room for, at most one a moment. Pictures are whole multiples of their pixels where that fills the row. */
export function stripLayout(width: number, target: number, moments: number, batch: number, shape: ImageShape): StripLayout {
  const size = sheetSize(batch, shape);
  const fit = target / size.height;
  // Whole multiples are sharper; they are used unless too much of the row would stay empty
  const scale = Math.floor(fit) >= WORTHWHILE * fit ? Math.floor(fit) : fit;
  const pictureWidth = Math.round(size.width * scale);
  const pictureHeight = Math.round(size.height * scale);
  const cells = Math.max(2, Math.min(moments, Math.floor(width / (pictureWidth + GAP))));
  return { cells, cellWidth: width / cells, pictureWidth, pictureHeight, rowGap: ROW_GAP, height: 2 * pictureHeight + ROW_GAP };
}

/** The position in the run that a cell stands for. */
export function cellPosition(cell: number, cells: number, moments: number): number {
  return Math.round((cell * (moments - 1)) / Math.max(1, cells - 1));
}

/** The cell nearest to a position of the run. */
export function cellOf(position: number, moments: number, layout: StripLayout): number {
  return Math.round((position / Math.max(1, moments - 1)) * (layout.cells - 1));
}

/** The left edge of where the cell of a position would be were there one for each, in CSS pixels. */
export function playheadX(position: number, moments: number, layout: StripLayout): number {
  return (position / Math.max(1, moments - 1)) * (layout.cells - 1) * layout.cellWidth;
}

/** The position under a point, x in CSS pixels from the strip's left edge. */
export function positionAt(x: number, moments: number, layout: StripLayout): number {
  const cell = x / layout.cellWidth - 0.5;
  const position = Math.round((cell / Math.max(1, layout.cells - 1)) * (moments - 1));
  return Math.min(Math.max(position, 0), moments - 1);
}

/** Draws cells as moments arrive, and only those that are new. */
export class StripPainter {
  private history: History | null = null;
  private ghost: History | null = null;
  private layout: StripLayout | null = null;
  private drawn: number[] = [];

  /** `ghost`: moments of another process shown faintly where the history has none (the forward process before a run that began there). */
  paint(canvas: HTMLCanvasElement, layout: StripLayout, history: History, ghost: History | null, shape: ImageShape): void {
    const density = devicePixelRatio;
    if (history !== this.history || ghost !== this.ghost || layout !== this.layout) {
      this.history = history;
      this.ghost = ghost;
      this.layout = layout;
      this.drawn = new Array<number>(layout.cells).fill(-1);
      // Cells begin at whole pixels of the screen
      prepared(canvas, layout.cells * layout.cellWidth, layout.height)?.resetTransform();
    }
    const context = canvas.getContext('2d');
    if (!context) return;
    const moments = history.times.length;
    for (let cell = 0; cell < layout.cells; cell += 1) {
      const position = cellPosition(cell, layout.cells, moments);
      const moment = near(history, position, moments / layout.cells / 2);
      const faint = moment ? undefined : near(ghost, position, 0.5);
      const shown = moment ?? faint;
      // Once exact, a cell keeps its picture, even when thinning has dropped the numbers
      if (!shown || this.drawn[cell] === shown.position || this.drawn[cell] === position) continue;
      this.drawn[cell] = moment ? shown.position : -1;
      this.paintCell(context, shown, cell, layout, shape, density, faint !== undefined);
    }
  }

  private paintCell(
    context: CanvasRenderingContext2D,
    moment: Moment,
    cell: number,
    layout: StripLayout,
    shape: ImageShape,
    density: number,
    faint: boolean,
  ): void {
    const { cellWidth, pictureWidth, pictureHeight, rowGap } = layout;
    const left = Math.round((cell * cellWidth + (cellWidth - pictureWidth) / 2) * density);
    const width = Math.round(pictureWidth * density);
    const height = Math.round(pictureHeight * density);
    context.globalAlpha = faint ? 0.3 : 1;
    context.clearRect(left, 0, width, height);
    drawPixels(context, sheet(moment.x, shape), left, 0, width, height);
    // At t = 0 x̂_0 is x_0
    const belief = faint || (moment.backend === null && moment.t > 0) ? null : (moment.x0 ?? moment.x);
    const top = Math.round((pictureHeight + rowGap) * density);
    context.clearRect(left, top, width, height);
    if (belief) drawPixels(context, sheet(belief, shape), left, top, width, height);
    context.globalAlpha = 1;
  }
}

function near(history: History | null, position: number, reach: number): Moment | undefined {
  const moment = history?.nearest(position);
  return moment && Math.abs(moment.position - position) <= reach ? moment : undefined;
}
