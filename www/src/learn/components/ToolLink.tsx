import { text } from '../locales/text';
import type { ToolName } from '../tools';
import { useLearning } from './context';

/** From a lesson to a tool that goes on where it ends. */
export function ToolLink({ name }: { name: ToolName }) {
  const learning = useLearning();
  const d = text.value.tools[name];
  return (
    <p class="tool-link">
      <button type="button" onClick={() => learning.go(name)}>
        {d.title} →
      </button>{' '}
      <span>{d.lead}</span>
    </p>
  );
}
