import { useEffect, useRef } from 'preact/hooks';
import { Control } from '../../../shared/ui/Control';
import { text } from '../locales/text';
import { lessonNumber, PAGES, type PageName } from '../settings';
import { isTool } from '../tools/tools';
import { useLearning } from './context';
import { ScoreLine } from './ScoreLine';

/** The name of a page. */
export function pageTitle(page: PageName): string {
  const d = text.value;
  if (page === 'questions') return d.questions.title;
  if (page === 'notation') return d.notation.title;
  if (page === 'formulas') return d.sheet.title;
  if (page === 'glossary') return d.glossary.title;
  if (page === 'progress') return d.progress.title;
  if (isTool(page)) return d.tools[page].title;
  return d.lessons[lessonNumber(page) - 1] ?? '';
}

/** What stands before the pages that have no number. */
const MARKS: Partial<Record<PageName, string>> = {
  debugger: '▸',
  break: '✗',
  fork: 'Ψ',
  questions: '?',
  formulas: '∑',
  notation: 'α',
  glossary: '≡',
  progress: '%',
};

/** All lessons, with what has been done of them. */
export function LessonList() {
  const learning = useLearning();
  const d = text.value;
  const { page } = learning.settings.value;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // Where the list is a row, the open lesson may lie outside of it
    const now = list.current?.querySelector<HTMLElement>(`[data-page="${page}"]`);
    if (now && list.current) list.current.scrollLeft = now.offsetLeft - list.current.clientWidth / 3;
  }, [page]);
  return (
    <nav class="lessons" aria-label={d.list}>
      <ol ref={list}>
        {PAGES.map((name) => {
          const done = learning.doneOf(lessonNumber(name));
          const whole = done !== null && done.all > 0 && done.done === done.all;
          return (
            <li key={name}>
              <button
                type="button"
                class={name === page ? 'lesson-link now' : 'lesson-link'}
                aria-current={name === page ? 'page' : undefined}
                data-page={name}
                data-done={whole || undefined}
                onClick={() => learning.go(name)}
              >
                <span class="lesson-number" aria-hidden="true">
                  {whole ? '✓' : (MARKS[name] ?? name)}
                </span>
                <span class="lesson-name">{pageTitle(name)}</span>
                {done && done.all > 0 && (
                  <>
                    <span class="lesson-done" aria-hidden="true">
                      {done.done}/{done.all}
                    </span>
                    <span class="unseen">{d.doneOf(done.done, done.all)}</span>
                  </>
                )}
              </button>
            </li>
          );
        })}
      </ol>
      <Control name="learn.scores">
        <ScoreLine />
      </Control>
    </nav>
  );
}
