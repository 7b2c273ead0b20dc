/** The terms of the field that lessons use: where each is explained, its symbol, and where a text first uses it. Pure. */
import type { InlineName } from './notation/formulas';
import { pieces } from './rich';
import type { PageName } from './settings';

interface Term {
  /** The lesson that explains it. */
  page: PageName;
  symbol?: InlineName;
}

export const TERMS = {
  forwardProcess: { page: '3', symbol: 'qForward' },
  reverseProcess: { page: '5', symbol: 'pTheta' },
  schedule: { page: '3', symbol: 'beta' },
  reparameterization: { page: '2' },
  reinforce: { page: '2' },
  normal: { page: '2' },
  snr: { page: '3' },
  kl: { page: '3' },
  mutualInformation: { page: '3' },
  posterior: { page: '4', symbol: 'qPosterior' },
  prior: { page: '4' },
  likelihood: { page: '4' },
  precision: { page: '4' },
  estimate: { page: '5', symbol: 'x0Hat' },
  posteriorVariance: { page: '5', symbol: 'betaTilde' },
  elbo: { page: '6', symbol: 'boundName' },
  simpleLoss: { page: '6', symbol: 'simpleName' },
  jensen: { page: '6' },
  floor: { page: '7' },
  batch: { page: '7' },
  gradientVariance: { page: '8' },
  stratified: { page: '8' },
  importance: { page: '8' },
  antithetic: { page: '8' },
  score: { page: '9', symbol: 'score' },
  langevin: { page: '9' },
  annealed: { page: '9' },
  scoreMatching: { page: '14' },
  mode: { page: '9' },
  exactDenoiser: { page: '10', symbol: 'weights' },
  memorisation: { page: '10' },
  generalisation: { page: '10' },
  vae: { page: '2' },
  gan: { page: '1' },
  energy: { page: '14', symbol: 'energy' },
  ddim: { page: '11' },
  guidance: { page: '13', symbol: 'w' },
  velocity: { page: '12' },
  policy: { page: '16' },
} as const satisfies Readonly<Record<string, Term>>;

export type TermName = keyof typeof TERMS;

/** A term in one language. */
export interface TermWords {
  term: string;
  /** One sentence. */
  says: string;
  /** How texts write it, where otherwise than `term`: plurals, short forms. */
  forms?: readonly string[];
}

export type Glossary = Readonly<Record<TermName, TermWords>>;

const isWord = (sign: string): boolean => /[\p{Script=Latin}\d]/u.test(sign);

/** A term in a text, from one index up to another. */
export interface Use {
  term: TermName;
  from: number;
  to: number;
}

/** The uses of terms in running words, in their order; of two that overlap the longer. */
export function uses(words: string, glossary: Glossary): Use[] {
  const lower = words.toLowerCase();
  const found: Use[] = [];
  for (const term of Object.keys(TERMS) as TermName[]) {
    for (const form of formsOf(glossary[term])) {
      for (let from = lower.indexOf(form); from >= 0; from = lower.indexOf(form, from + 1)) {
        const to = from + form.length;
        // Where letters make words, a form is a whole word
        const cut = (at: number): boolean => isWord(words[at - 1] ?? ' ') && isWord(words[at] ?? ' ');
        if (!cut(from) && !cut(to)) found.push({ term, from, to });
      }
    }
  }
  found.sort((a, b) => b.to - b.from - (a.to - a.from));
  const kept: Use[] = [];
  for (const use of found) if (kept.every(({ from, to }) => use.to <= from || use.from >= to)) kept.push(use);
  return kept.sort((a, b) => a.from - b.from);
}

function formsOf({ term, forms = [] }: TermWords): string[] {
  return [term, ...forms].map((form) => form.toLowerCase());
}

/** For each of these texts, in the order in which they are read, the terms that none before it uses. */
export function firstUses(texts: readonly string[], glossary: Glossary): ReadonlyMap<string, ReadonlySet<TermName>> {
  const seen = new Set<TermName>();
  const first = new Map<string, ReadonlySet<TermName>>();
  for (const text of texts) {
    const here = new Set<TermName>();
    for (const piece of pieces(text)) {
      if (piece.kind !== 'words') continue;
      for (const { term } of uses(piece.words, glossary)) {
        if (!seen.has(term)) here.add(term);
        seen.add(term);
      }
    }
    if (here.size > 0) first.set(text, here);
  }
  return first;
}
