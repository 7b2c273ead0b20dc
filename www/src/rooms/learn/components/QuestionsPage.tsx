import type { QuestionName } from '../lesson';
import { text } from '../locales/text';
import { PageTurn } from './LessonPage';
import { QuestionView } from './QuestionView';

/** All questions in one place. */
export function QuestionsPage() {
  const { questions } = text.value;
  return (
    <article class="lesson">
      <header class="intro">
        <h1>{questions.title}</h1>
        <p>{questions.lead}</p>
      </header>
      <div class="questions">
        {(Object.keys(questions.list) as QuestionName[]).map((name) => (
          <QuestionView key={name} name={name} />
        ))}
      </div>
      <PageTurn />
    </article>
  );
}
