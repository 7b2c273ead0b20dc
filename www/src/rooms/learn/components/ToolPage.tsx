import { text as shared } from '../../../shared/i18n/text';
import { text } from '../locales/text';
import type { ToolName } from '../tools/tools';
import { useLearning } from './context';
import { PageTurn } from './LessonPage';

/** A tool, once its code is there. */
export function ToolPage({ name }: { name: ToolName }) {
  const learning = useLearning();
  const m = shared.value;
  const d = text.value.tools[name];
  const tool = learning.tools.open.value[name];
  return (
    <article class="lesson tool" data-tool={name}>
      <header class="intro">
        <h1>{d.title}</h1>
        <p>{d.lead}</p>
      </header>
      {tool ? (
        <tool.View />
      ) : learning.tools.failure.value === null ? (
        <p class="hint">{m.openingRoom}</p>
      ) : (
        <div class="notice error" role="alert" data-code="network">
          <p>{m.errors.network}</p>
          <button type="button" class="remedy" onClick={() => void learning.tools.enter(name)}>
            {m.actions.retry}
          </button>
        </div>
      )}
      <PageTurn />
    </article>
  );
}
