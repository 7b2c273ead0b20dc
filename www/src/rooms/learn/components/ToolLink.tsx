import { text } from '../locales/text';
import type { ToolName } from '../tools/tools';
import { useLearning } from './context';

/** The way from a lesson to a tool that goes on where it ends, with a sentence that says what for. */
export function ToolLink({ to, words }: { to: ToolName; words?: string }) {
  const learning = useLearning();
  const d = text.value.tools[to];
  return (
    <p class="tool-link">
      {words ?? d.lead}{' '}
      <button type="button" onClick={() => learning.go(to)}>
        {d.title} →
      </button>
    </p>
  );
}
