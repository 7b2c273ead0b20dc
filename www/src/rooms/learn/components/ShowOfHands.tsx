import { download } from '../../../shared/export/download';
import { text } from '../locales/text';
import type { AnyExperiment } from '../store/experiment';
import { handsCsv } from '../store/hands';
import { Rich } from './Rich';

/** Counts the hands for one option, before anything is run. */
export function HandCounter({ experiment, option, name }: { experiment: AnyExperiment; option: number; name: string }) {
  const d = text.value.hands;
  const count = experiment.hands.value[option] ?? 0;
  return (
    <span class="hands">
      <button type="button" aria-label={d.less(name)} disabled={count === 0} onClick={() => experiment.raise(option, -1)}>
        −
      </button>
      <output aria-label={d.count(name)}>{count}</output>
      <button type="button" aria-label={d.more(name)} onClick={() => experiment.raise(option, 1)}>
        +
      </button>
    </span>
  );
}

/** What the class believed, option by option; after the run, beside what was right. */
export function Tally({ experiment }: { experiment: AnyExperiment }) {
  const d = text.value;
  const hands = experiment.hands.value;
  const most = Math.max(...hands, 0);
  if (most === 0) return null;
  const fitting = experiment.fitting(d);
  const save = (): void => {
    const table = handsCsv([d.hands.option, d.hands.title, d.hands.right], experiment.options(d), hands, fitting);
    download(`ddpm-lab-hands-${experiment.id}.csv`, 'text/csv', table);
  };
  return (
    <section aria-label={d.hands.title}>
      <h4>
        {d.hands.title}{' '}
        <button type="button" class="quiet" aria-label={d.hands.save} title={d.hands.save} onClick={save}>
          CSV
        </button>
      </h4>
      <ul class="tally">
        {experiment.options(d).map((option, i) => (
          <li key={option} data-fits={fitting.includes(i) || undefined}>
            <span>
              {fitting.includes(i) && (
                <span role="img" aria-label={d.hands.right}>
                  ✓
                </span>
              )}
            </span>
            <span>
              <Rich text={option} />
            </span>
            <b>{hands[i] ?? 0}</b>
            <span class="tally-bar" style={{ width: `${(100 * (hands[i] ?? 0)) / most}%` }} />
          </li>
        ))}
      </ul>
    </section>
  );
}
