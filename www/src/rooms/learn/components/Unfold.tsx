import type { Signal } from '@preact/signals';
import type { UnfoldStep } from '../lesson';
import { text } from '../locales/text';
import { Display } from './Formula';
import { Rich } from './Rich';
import { SourceLink } from './SourceLink';

/** A derivation: each step shows its formula, and unfolds to its reason and to its numbers. */
export function Unfold({ steps, opened }: { steps: readonly UnfoldStep[]; opened: Signal<ReadonlySet<number>> }) {
  const d = text.value;
  return (
    <ol class="unfold">
      {steps.map((step, i) => {
        const numbers = step.numbers(d);
        return (
          <li key={i}>
            <details
              open={opened.value.has(i)}
              onToggle={(event) => {
                if (event.currentTarget.open && !opened.value.has(i)) opened.value = new Set([...opened.value, i]);
              }}
            >
              <summary>
                <Rich text={step.title(d)} />
              </summary>
              <Display formula={step.formula} />
              <p class="hint">
                <SourceLink formula={step.formula} />
              </p>
              <p>
                <b class="why">{d.unfold.why}</b> <Rich text={step.because(d)} />
              </p>
              <p class="step-numbers" data-measured={numbers !== null}>
                <b class="why">{d.unfold.numbers}</b> {numbers === null ? d.unfold.unmeasured : <Rich text={numbers} />}
              </p>
            </details>
          </li>
        );
      })}
    </ol>
  );
}
