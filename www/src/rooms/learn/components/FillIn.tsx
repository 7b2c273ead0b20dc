import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { text } from '../locales/text';
import type { Derivation } from '../store/derivation';
import { useLearning } from './context';
import { Display, InlineTex } from './Formula';
import { Rich } from './Rich';
import { Scrolls } from './Scrolls';

/** A derivation as far as its lines have been found, and the choice of the next. */
export function FillIn({ derivation }: { derivation: Derivation }) {
  const d = text.value;
  const at = derivation.at.value;
  return (
    <div class="fill" data-at={at}>
      <ol class="unfold">
        {derivation.steps.slice(0, at).map((step, i) => {
          const numbers = step.numbers(d);
          return (
            <li key={i} class="fill-line">
              <h3>
                <Rich text={step.title(d)} />
              </h3>
              <Display formula={step.formula} />
              <p>
                <b class="why">{d.unfold.why}</b> <Rich text={step.because(d)} />
              </p>
              {numbers !== null && (
                <p class="step-numbers" data-measured="true">
                  <b class="why">{d.unfold.numbers}</b> <Rich text={numbers} />
                </p>
              )}
            </li>
          );
        })}
      </ol>
      {derivation.whole.value ? (
        <p class="fill-whole">
          {d.fill.whole}{' '}
          <button type="button" class="link" onClick={() => derivation.again()}>
            {d.fill.again}
          </button>
        </p>
      ) : (
        <NextLine key={at} derivation={derivation} step={at} />
      )}
    </div>
  );
}

function NextLine({ derivation, step }: { derivation: Derivation; step: number }) {
  const learning = useLearning();
  const d = text.value;
  const chosen = useSignal(-1);
  const name = useId();
  const asked = derivation.steps[step];
  const tried = derivation.triedAt(step);
  const last = tried.at(-1);
  const lines = derivation.lines(step);
  const says = last === undefined ? null : (lines[last]?.says ?? null);
  if (!asked) return null;
  return (
    <form
      class="experiment fill-next"
      data-step={step}
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.value >= 0) derivation.choose(step, chosen.value);
      }}
    >
      <h3>
        <Rich text={asked.title(d)} /> <span class="hint">{d.fill.of(step + 1, derivation.steps.length)}</span>
      </h3>
      <p>
        <Rich text={asked.asks(d)} />
      </p>
      <fieldset class="answers">
        <legend class="unseen">{d.fill.next}</legend>
        {lines.map(({ formula }, i) => (
          <label key={i} class="fill-option" data-tried={tried.includes(i) || undefined}>
            <input
              type="radio"
              name={name}
              aria-label={d.fill.line(i + 1)}
              checked={chosen.value === i}
              disabled={tried.includes(i)}
              onChange={() => (chosen.value = i)}
            />
            <Scrolls class="display">
              <InlineTex source={`\\displaystyle ${learning.tex(formula)}`} />
            </Scrolls>
          </label>
        ))}
      </fieldset>
      <button type="submit" disabled={chosen.value < 0 || tried.includes(chosen.value)}>
        {d.fill.take}
      </button>
      <div aria-live="polite">
        {says && (
          <p class="verdict wrong" data-diagnosis>
            <b>{d.fill.wrong}</b> <Rich text={says(d)} />
          </p>
        )}
      </div>
    </form>
  );
}
