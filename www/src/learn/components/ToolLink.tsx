import type { ToolName } from '../tools';
import { useLearning } from './context';

/** The way from a lesson to a tool, with a sentence that says what for. */
export function ToolLink({ to, words, go }: { to: ToolName; words: string; go: string }) {
  const learning = useLearning();
  return (
    <p class="tool-link">
      {words}{' '}
      <button type="button" onClick={() => learning.go(to)}>
        {go} →
      </button>
    </p>
  );
}
