/** Demonstrations that the visitor draws: lines over the plane, kept in the browser. */
import { computed, signal } from '@preact/signals';
import type { Demonstration, Position } from '../../../../../pkg/src/types';
import { readStored, writeStored } from '../../../shared/state/storage';
import { SCENE } from '../settings';

export type Line = readonly Position[];

/** Places of a line nearer to one another than this are one: a hand that rests draws nothing. */
const NEAR = 0.01;
/** The engine takes no line shorter than three steps of a robot, and a line as long as this has 400. */
const MIN_LENGTH = 0.24;
const MAX_LENGTH = 32;
/** Beyond what is shown nothing can be drawn. */
const EDGE = 1.2;
const MAX_LINES = 200;
const MAX_PLACES = 4000;

function lengthOf(line: Line): number {
  return line.reduce((sum, place, i) => sum + distance(line[i - 1] ?? place, place), 0);
}

export const distance = (a: Position, b: Position): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** A line with one more place, where that is far enough from its last. */
export function longer(line: Line, place: Position): Line {
  const inside = (value: number): number => Math.round(Math.min(EDGE, Math.max(-EDGE, value)) * 1000) / 1000;
  const next: Position = [inside(place[0]), inside(place[1])];
  const last = line.at(-1);
  return last && distance(last, next) < NEAR ? line : [...line, next];
}

/** Whether a line can be a demonstration. */
export function isWhole(line: Line): boolean {
  const length = lengthOf(line);
  return line.length >= 2 && line.length <= MAX_PLACES && length >= MIN_LENGTH && length <= MAX_LENGTH;
}

const isPlace = (value: unknown): value is Position =>
  Array.isArray(value) && value.length === 2 && value.every((v) => typeof v === 'number' && Math.abs(v) <= EDGE);

/** Lines from the browser's storage, where anything may have been put; none where they are none. */
export function parseLines(text: string | null): readonly Line[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(value) || value.length > MAX_LINES) return [];
    return value.every((line): line is Position[] => Array.isArray(line) && line.every(isPlace) && isWhole(line)) ? value : [];
  } catch {
    return [];
  }
}

export class Drawn {
  readonly lines = signal<readonly Line[]>(parseLines(readStored('act')));
  /** The line under the pen. */
  readonly pen = signal<Line>([]);
  readonly demonstrations = computed<Demonstration[]>(() => this.lines.value.map((line) => ({ scene: SCENE, path: [...line] })));

  /** Puts the pen down, or moves it. */
  move(place: Position): void {
    this.pen.value = longer(this.pen.value, place);
  }

  /** Lifts the pen; false where the line is too short, or one too many. */
  lift(): boolean {
    const line = this.pen.value;
    this.pen.value = [];
    if (!isWhole(line) || this.lines.value.length >= MAX_LINES) return false;
    this.keep([...this.lines.value, line]);
    return true;
  }

  undo(): void {
    this.keep(this.lines.value.slice(0, -1));
  }

  clear(): void {
    this.keep([]);
  }

  private keep(lines: readonly Line[]): void {
    this.lines.value = lines;
    writeStored('act', lines.length === 0 ? null : JSON.stringify(lines));
  }
}
