import type { ComponentChildren } from 'preact';
import { Eps, X0, Xt } from '../../../shared/ui/Symbols';
import { text } from '../locales/text';
import { stepNumbers } from '../store/coefficients';
import type { Shown } from '../store/watch';
import { useWatch } from './context';
import { Picture } from './Picture';
import { valuesOf } from './Stage';

/** The picture taken apart: x_t = √ᾱ_t x̂_0 + √(1 − ᾱ_t) ε̂, in pictures (eq. 4, solved for nothing). */
export function Identity() {
  const store = useWatch();
  const m = text.value;
  const { moment, mode } = store.view.value;
  const curves = store.model.value?.curves;
  const forward = mode === 'forward';
  const shares = moment && curves ? stepNumbers(curves, moment.t, moment.tNext, moment.sigma) : null;
  return (
    <section class="identity" aria-label={m.identity}>
      <div class="identity-row">
        <Part shown="x" caption={m.shows.x} kind="mix">
          <Xt />
        </Part>
        <span class="operator">
          <span aria-hidden="true">=</span>
          <span class="unseen">{m.equals}</span>
        </span>
        <Part
          shown="x0"
          caption={forward ? m.shows.realX0 : m.shows.x0}
          kind={forward ? 'data' : 'prediction'}
          share={shares?.signal ?? null}
        >
          <X0 hat={!forward} />
        </Part>
        <span class="operator">
          <span aria-hidden="true">+</span>
          <span class="unseen">{m.plus}</span>
        </span>
        <Part
          shown="eps"
          caption={forward ? m.shows.realEps : m.shows.eps}
          kind={forward ? 'noise' : 'prediction'}
          share={shares?.noise ?? null}
        >
          <Eps hat={!forward} />
        </Part>
      </div>
      <p class="hint">{forward ? m.identityForward : m.identity}</p>
    </section>
  );
}

interface PartProps {
  shown: Shown;
  caption: string;
  /** Which of the page's meanings colours it. */
  kind: 'mix' | 'data' | 'noise' | 'prediction';
  share?: number | null;
  children: ComponentChildren;
}

function Part({ shown, caption, kind, share = null, children }: PartProps) {
  const store = useWatch();
  const label = text.value.showOnStage(caption);
  const { moment } = store.view.value;
  return (
    <div class={`part ${kind}`}>
      <button
        type="button"
        class="part-picture"
        aria-pressed={store.shown.value === shown}
        aria-label={label}
        title={label}
        onClick={() => (store.shown.value = shown)}
      >
        <Picture pick={(moment) => valuesOf(moment, shown)} label={moment ? `${caption}, t = ${moment.t}` : caption} />
      </button>
      <span class="part-symbol">
        {share !== null && (
          <span class="share">
            {share.toFixed(2)}
            <span aria-hidden="true"> · </span>
            <span class="unseen"> {text.value.times} </span>
          </span>
        )}
        {children}
      </span>
      <span class="part-caption">{caption}</span>
    </div>
  );
}
