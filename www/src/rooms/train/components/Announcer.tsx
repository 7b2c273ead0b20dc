import { useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { figure } from '../../../shared/chart/figure';
import { text } from '../locales/text';
import { useTraining } from './context';

/** Whoever listens to the page hears where it is at most so often. */
const SPEAK_MS = 5000;

/** What happens, for ears: step, loss, distance. */
export function Announcer() {
  const training = useTraining();
  const spoken = useSignal('');
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useSignalEffect(() => {
    training.trainer.revision.value;
    if (timer.current !== null) return;
    timer.current = setTimeout(() => {
      timer.current = null;
      const record = training.trainer.record.peek();
      if (record.step === 0) return;
      const distance = record.distances.at(-1)?.samples.energy;
      spoken.value = text.peek().spoken(record.step, figure(record.recent(100)), distance === undefined ? null : figure(distance));
    }, SPEAK_MS);
  });
  return (
    <p class="unseen" aria-live="polite">
      {spoken}
    </p>
  );
}
