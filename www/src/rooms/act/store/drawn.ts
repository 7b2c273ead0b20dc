/** Demonstrations that the visitor draws, or reads from a file: ways over the plane, kept in the browser. */
import { computed, signal } from '@preact/signals';
import type { Demonstration, Position, Scene } from '../../../../../pkg/src/types';
import { readStored, writeStored } from '../../../shared/state/storage';
import { distance, lengthOf, MIN_LENGTH, SCENE } from '../settings';

export type Line = readonly Position[];

/** Places of a line nearer to one another than this are one: a hand that rests draws nothing. */
const NEAR = 0.01;
/** A line as long as this has 400 steps. */
const MAX_LENGTH = 32;
/** Beyond what is shown nothing can be drawn. */
const EDGE = 1.2;
export const MAX_LINES = 500;
const MAX_PLACES = 4000;
/** Bytes of a file of demonstrations at most. */
export const MAX_FILE = 8 << 20;

/** What a file says that it is of. */
const TASK = 'obstacle';
const FORMAT = 1;

/** A line with one more place, where that is far enough from its last. */
export function longer(line: Line, place: Position): Line {
  const next = inside(place);
  const last = line.at(-1);
  return last && distance(last, next) < NEAR ? line : [...line, next];
}

/** A place as it is kept: on the plane, to a thousandth. */
export function inside([x, y]: Position): Position {
  const limited = (value: number): number => Math.round(Math.min(EDGE, Math.max(-EDGE, value)) * 1000) / 1000;
  return [limited(x), limited(y)];
}

/** Whether a line can be a demonstration. */
export function isWhole(line: Line): boolean {
  const length = lengthOf(line);
  return line.length >= 2 && line.length <= MAX_PLACES && length >= MIN_LENGTH && length <= MAX_LENGTH;
}

const isPlace = (value: unknown): value is Position =>
  Array.isArray(value) && value.length === 2 && value.every((v) => typeof v === 'number' && Math.abs(v) <= EDGE);

const isLine = (value: unknown): value is Line => Array.isArray(value) && value.every(isPlace) && isWhole(value);

function sceneOf(value: unknown): Scene | null {
  const { disc, radius, goal } = Object(value) as Record<string, unknown>;
  return isPlace(disc) && isPlace(goal) && typeof radius === 'number' && radius >= 0.02 && radius <= 0.6 ? { disc, radius, goal } : null;
}

function demonstrationOf(value: unknown): Demonstration | null {
  // As they were kept before the disc and the goal could be moved: the line alone
  if (isLine(value)) return { scene: SCENE, path: [...value] };
  const { scene, path } = Object(value) as Record<string, unknown>;
  const found = sceneOf(scene);
  return found && isLine(path) ? { scene: found, path: [...path] } : null;
}

/** All of these, or null where one of them is none. */
function demonstrationsOf(value: unknown): readonly Demonstration[] | null {
  if (!Array.isArray(value) || value.length > MAX_LINES) return null;
  const all = value.map(demonstrationOf);
  return all.every((one): one is Demonstration => one !== null) ? all : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Demonstrations from the browser's storage, where anything may have been put; none where they are none. */
export const parseLines = (text: string | null): readonly Demonstration[] => demonstrationsOf(parsed(text ?? '[]')) ?? [];

/** Demonstrations as a file. */
export function fileOf(demonstrations: readonly Demonstration[]): string {
  return JSON.stringify({ task: TASK, format: FORMAT, demonstrations });
}

/** The way back; null where the text is no file of one demonstration at least. */
export function parseFile(text: string): readonly Demonstration[] | null {
  if (text.length > MAX_FILE) return null;
  const { task, format, demonstrations } = Object(parsed(text)) as Record<string, unknown>;
  const all = task === TASK && format === FORMAT ? demonstrationsOf(demonstrations) : null;
  return all !== null && all.length > 0 ? all : null;
}

const isScene = (scene: Scene, other: Scene): boolean =>
  distance(scene.disc, other.disc) === 0 && distance(scene.goal, other.goal) === 0 && scene.radius === other.radius;

export class Drawn {
  readonly demonstrations = signal(parseLines(readStored('act')));
  /** The line under the pen. */
  readonly pen = signal<Line>([]);
  /** What is on the plane that is drawn on: as in the last demonstration, or moved since. */
  readonly scene = signal<Scene>(this.demonstrations.peek().at(-1)?.scene ?? SCENE);
  /** Whether disc or goal are not at one place in all of them. */
  readonly varied = computed(() => {
    const [first, ...others] = this.demonstrations.value;
    return first !== undefined && others.some(({ scene }) => !isScene(scene, first.scene));
  });

  /** Puts the pen down, or moves it. */
  move(place: Position): void {
    this.pen.value = longer(this.pen.value, place);
  }

  /** Lifts the pen; false where the line is too short, or one too many. */
  lift(): boolean {
    const line = this.pen.value;
    this.pen.value = [];
    return isWhole(line) && this.add([{ scene: this.scene.peek(), path: [...line] }]);
  }

  /** Adds demonstrations to those that there are; false where these would be too many. */
  add(more: readonly Demonstration[]): boolean {
    const all = [...this.demonstrations.peek(), ...more];
    if (all.length > MAX_LINES) return false;
    this.keep(all);
    return true;
  }

  undo(): void {
    this.keep(this.demonstrations.value.slice(0, -1));
  }

  clear(): void {
    this.keep([]);
  }

  private keep(all: readonly Demonstration[]): void {
    this.demonstrations.value = all;
    writeStored('act', all.length === 0 ? null : JSON.stringify(all.map((one) => (isScene(one.scene, SCENE) ? one.path : one))));
  }
}
