/** Progress as a file that another device can take in. A file may be anybody's: it is nothing before it has been read whole. */
import { type CheckRecord, readVisits } from './checks';
import { isStep } from './progress';
import { formatScores, readScores, type Score } from './scores';

/** A longer file was not written here. */
export const MAX_BYTES = 100_000;
const KIND = 'ddpm-lab progress';
const VERSION = 1;
const MOST_STEPS = 400;
const MOST_SCORES = 600;

export interface SavedProgress {
  /** As `lesson.step`. */
  readonly done: ReadonlySet<string>;
  /** Of predictions. */
  readonly scores: ReadonlyMap<string, Score>;
  readonly checks: CheckRecord;
}

/** What is wrong with a file. */
export type FileProblem = 'size' | 'json' | 'kind' | 'version' | 'content';

export function formatProgress({ done, scores, checks }: SavedProgress): string {
  const content = {
    ...{ kind: KIND, version: VERSION, done: [...done], predictions: formatScores(scores) },
    ...{ visits: [...checks.visits], questions: formatScores(checks.answers) },
  };
  return `${JSON.stringify(content, null, 1)}\n`;
}

/** The progress in a text, or what is wrong with it. */
export function parseProgressFile(text: string): SavedProgress | FileProblem {
  if (text.length > MAX_BYTES) return 'size';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'json';
  }
  if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== KIND) return 'kind';
  if (!('version' in value) || value.version !== VERSION) return 'version';
  if (!('done' in value && 'predictions' in value && 'visits' in value && 'questions' in value)) return 'content';
  const { done } = value;
  const steps = Array.isArray(done) && done.length <= MOST_STEPS && done.every(isStep) ? new Set<string>(done) : null;
  const [scores, answers] = [readScores(value.predictions, MOST_SCORES), readScores(value.questions, MOST_SCORES)];
  const visits = readVisits(value.visits);
  return steps && scores && visits && answers ? { done: steps, scores, checks: { visits, answers } } : 'content';
}

/** Both together: what either has done, and of each count the larger, so that the same file twice adds nothing. */
export function merged(one: SavedProgress, other: SavedProgress): SavedProgress {
  return {
    done: new Set([...one.done, ...other.done]),
    scores: larger(one.scores, other.scores),
    checks: { visits: mostVisits(one.checks.visits, other.checks.visits), answers: larger(one.checks.answers, other.checks.answers) },
  };
}

function larger(one: ReadonlyMap<string, Score>, other: ReadonlyMap<string, Score>): Map<string, Score> {
  const all = new Map(one);
  for (const [name, [right, wrong]] of other) {
    const [before, after] = all.get(name) ?? [0, 0];
    all.set(name, [Math.max(before, right), Math.max(after, wrong)]);
  }
  return all;
}

function mostVisits(one: ReadonlyMap<number, number>, other: ReadonlyMap<number, number>): Map<number, number> {
  const all = new Map(one);
  for (const [lesson, count] of other) all.set(lesson, Math.max(all.get(lesson) ?? 0, count));
  return all;
}
