import { text } from '../locales/text';
import { useLearning } from './context';

/** How the predictions of this device have fared; nothing where none has been tested. */
export function ScoreLine() {
  const { scores } = useLearning();
  const d = text.value.scores;
  const [right, wrong] = scores.total.value;
  if (right + wrong === 0) return null;
  return (
    <section class="scores" aria-label={d.title}>
      <p>
        {d.said(right, wrong)} {d.here}{' '}
        <button type="button" class="link" onClick={() => scores.clear()}>
          {d.reset}
        </button>
      </p>
    </section>
  );
}
