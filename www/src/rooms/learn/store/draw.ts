/** Which questions of a pool are asked on a visit: by a count of visits and by what was answered before. Pure. */
import { scramble } from '../../../shared/state/seed';
import type { Score } from './scores';

/** A number above 0 and below 1 that depends on these words and on nothing else. */
export function share(...of: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  // FNV-1a (Fowler, Noll and Vo 1991), whose high bits differ too little without what follows
  for (const letter of of.join(' ')) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (scramble(hash) + 0.5) / 2 ** 32;
}

/** How much a question is wanted: more, the oftener it was answered wrongly, and less, the oftener rightly. */
export function weight([right, wrong]: Score): number {
  return (1 + 2 * wrong) / (1 + right);
}

/**
 * So many of the names, without repetition, each with a chance by its weight (Efraimidis and Spirakis 2006). The same for the same
 * visit and the same answers before it; another one on the next visit.
 */
export function draw(names: readonly string[], count: number, visit: number, scoreOf: (name: string) => Score): string[] {
  return names
    .map((name) => ({ name, wait: -Math.log(share(visit, name)) / weight(scoreOf(name)) }))
    .sort((a, b) => a.wait - b.wait)
    .slice(0, count)
    .map(({ name }) => name);
}

/** The numbers from 0 up to `count`, in an order that depends on these words only. */
export function shuffled(count: number, ...by: readonly (string | number)[]): number[] {
  return Array.from({ length: count }, (_, i) => i)
    .map((i) => ({ i, at: share(i, ...by) }))
    .sort((a, b) => a.at - b.at)
    .map(({ i }) => i);
}
