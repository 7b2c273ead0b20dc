import type { QuestionName } from '../lesson';
import { text } from '../locales/text';
import { Rich } from './Rich';

/** A question that people really ask, and its answer. */
export function QuestionView({ name }: { name: QuestionName }) {
  const { asks, answer } = text.value.questions.list[name];
  return (
    <details class="question" data-question={name}>
      <summary>
        <Rich text={asks} />
      </summary>
      <p>
        <Rich text={answer} />
      </p>
    </details>
  );
}
