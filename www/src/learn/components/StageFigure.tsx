import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

/** Whoever listens to the page hears a stage's numbers once they have rested for so long. */
const REST_MS = 900;

/** A stage with the sentence that says what it shows. */
export function StageFigure({ says, children }: { says: string; children: ComponentChildren }) {
  const spoken = useSignal('');
  useEffect(() => {
    // The first sentence is read with the page; what follows is news
    const timer = setTimeout(() => (spoken.value = says), REST_MS);
    return () => clearTimeout(timer);
  }, [says, spoken]);
  return (
    <figure class="learn-stage">
      {children}
      <figcaption class="stage-says">{says}</figcaption>
      <span class="unseen" aria-live="polite">
        {spoken}
      </span>
    </figure>
  );
}
