import type { PageName } from '../settings';
import { useLearning } from './context';
import { pageTitle } from './LessonList';

/** The way from one lesson to another, with a sentence that says what for. */
export function LessonLink({ to, words }: { to: PageName; words: string }) {
  const learning = useLearning();
  return (
    <p class="tool-link">
      {words}{' '}
      <button type="button" onClick={() => learning.go(to)}>
        {pageTitle(to)} →
      </button>
    </p>
  );
}
