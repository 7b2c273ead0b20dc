import { classroom } from '../../../shared/state/classroom';
import type { ControlName } from '../../../shared/state/controls';
import type { Block } from '../lesson';
import { text } from '../locales/text';
import { useLearning } from './context';
import { ExperimentView } from './ExperimentView';
import { FillIn } from './FillIn';
import { Display } from './Formula';
import { QuestionView } from './QuestionView';
import { Rich } from './Rich';
import { SourceLink } from './SourceLink';
import { Unfold } from './Unfold';

/** What of a lesson a teacher may hide. */
const HIDEABLE: Partial<Record<Block['kind'], ControlName>> = {
  experiment: 'learn.predictions',
  task: 'learn.tasks',
  unfold: 'learn.derivations',
  fill: 'learn.derivations',
  question: 'learn.questions',
};

/** One block of a lesson. */
export function BlockView({ block, lesson }: { block: Block; lesson: number }) {
  const d = text.value;
  const control = HIDEABLE[block.kind];
  if (control && !classroom.shows(control)) return null;
  switch (block.kind) {
    case 'text':
      return (
        <p>
          <Rich text={block.words(d)} />
        </p>
      );
    case 'formula':
      return (
        <figure class="formula-block">
          <Display formula={block.formula} />
          <figcaption class="hint">
            {block.words && (
              <>
                <Rich text={block.words(d)} />{' '}
              </>
            )}
            <SourceLink formula={block.formula} />
          </figcaption>
        </figure>
      );
    case 'experiment':
      return <ExperimentView experiment={block.experiment} />;
    case 'task':
      return <Task lesson={lesson} id={block.id} words={block.words(d)} />;
    case 'question':
      return <QuestionView name={block.name} />;
    case 'unfold':
      return <Unfold steps={block.steps} opened={block.opened} />;
    case 'fill':
      return <FillIn derivation={block.derivation} />;
    case 'view':
      return <block.View />;
  }
}

/** Something to do, ticked as soon as the stage has seen it. */
function Task({ lesson, id, words }: { lesson: number; id: string; words: string }) {
  const d = text.value;
  const done = useLearning().progress.has(lesson, id);
  return (
    <p class={done ? 'task done' : 'task'} data-task={id}>
      <span class="tick-mark" role="img" aria-label={done ? d.done : d.toDo}>
        {done ? '✓' : '○'}
      </span>
      <span>
        <Rich text={words} />
      </span>
    </p>
  );
}
