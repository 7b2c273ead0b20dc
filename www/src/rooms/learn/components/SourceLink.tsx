import type { Formula } from '../../../shared/notation/symbols';
import type { LearnDictionary } from '../locales/en';
import { text } from '../locales/text';
import { PAPERS, type Source, sourceOf } from '../notation/sources';

/** Paper, section and equation of a formula, as a link to the paper. */
export function SourceLink({ formula }: { formula: Formula }) {
  const source = sourceOf(formula);
  if (!source) return null;
  return (
    <a class="source" href={PAPERS[source.paper]} target="_blank" rel="noreferrer">
      {sourceWords(source, text.value)}
    </a>
  );
}

function sourceWords({ paper, section, algorithm, equation }: Source, { source: d }: LearnDictionary): string {
  const place = /^\d/.test(section) ? d.section : /^[A-Z]/.test(section) ? d.appendix : d.headed;
  const parts = [d.papers[paper], place(section)];
  if (algorithm !== undefined) parts.push(d.algorithm(algorithm));
  if (equation !== undefined) parts.push(d.equation(equation));
  return parts.join(d.between);
}
