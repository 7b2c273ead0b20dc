import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Control } from '../../../shared/ui/Control';
import { useLearning } from './context';
import { pageTitle } from './LessonList';
import { SaveStage } from './SaveStage';

/** Whoever listens to the page hears a stage's numbers once they have rested for so long. */
const REST_MS = 900;

/** A stage with the sentence that says what it shows. */
export function StageFigure({ says, children }: { says: string; children: ComponentChildren }) {
  const spoken = useSignal('');
  const figure = useRef<HTMLElement>(null);
  const { page } = useLearning().settings.value;
  useEffect(() => {
    // The first sentence is read with the page; what follows is news
    const timer = setTimeout(() => (spoken.value = says), REST_MS);
    return () => clearTimeout(timer);
  }, [says, spoken]);
  return (
    <figure class="learn-stage" ref={figure}>
      {children}
      <figcaption class="stage-says">{says}</figcaption>
      <Control name="learn.files">
        <SaveStage figure={figure} title={pageTitle(page)} />
      </Control>
      <span class="unseen" aria-live="polite">
        {spoken}
      </span>
    </figure>
  );
}
