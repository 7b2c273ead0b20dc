import { useEffect, useRef } from 'preact/hooks';
import { TERMS, type TermName } from '../glossary';
import { text } from '../locales/text';
import { useLearning } from './context';
import { Inline } from './Formula';
import { pageTitle } from './LessonList';
import { PageTurn } from './LessonPage';

/** All terms: symbol, one sentence, and the lesson that explains each. */
export function GlossaryPage() {
  const learning = useLearning();
  const d = text.value.glossary;
  const sought = learning.sought.value;
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (sought === null) return;
    const entry = place.current?.querySelector<HTMLElement>(`[data-entry="${sought}"]`);
    entry?.scrollIntoView({ block: 'center' });
    entry?.focus({ preventScroll: true });
  }, [sought]);
  const names = (Object.keys(TERMS) as TermName[]).sort((a, b) => d.list[a].term.localeCompare(d.list[b].term, d.locale));
  return (
    <article class="lesson" ref={place}>
      <header class="intro">
        <h1>{d.title}</h1>
        <p>{d.lead}</p>
      </header>
      <dl class="glossary">
        {names.map((name) => {
          const term = TERMS[name];
          return (
            <div key={name} data-entry={name} tabIndex={-1} data-sought={sought === name || undefined}>
              <dt>
                {d.list[name].term} {'symbol' in term && <Inline name={term.symbol} />}
              </dt>
              <dd>
                {d.list[name].says}{' '}
                <button type="button" class="link" onClick={() => learning.go(term.page)}>
                  {d.where(pageTitle(term.page))}
                </button>
              </dd>
            </div>
          );
        })}
      </dl>
      <PageTurn />
    </article>
  );
}
