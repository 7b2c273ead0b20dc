import type { Moment } from '../../../shared/state/history';
import { Eps, X0, Xt } from '../../../shared/ui/Symbols';
import { text } from '../locales/text';
import { useWatch } from './context';
import { Picture } from './Picture';

/** At t = 0 the picture is its own belief, and no noise is left. */
export function valuesOf(moment: Moment, shown: 'x' | 'x0' | 'eps'): Float32Array | null {
  if (shown === 'x') return moment.x;
  return shown === 'x0' ? (moment.x0 ?? moment.x) : moment.eps;
}

/** The large picture, with what can be said of it at this moment. */
export function Stage() {
  const store = useWatch();
  const m = text.value;
  const shown = store.shown.value;
  const forward = store.view.value.mode === 'forward';
  const { moment, last } = store.view.value;
  const total = store.model.value?.info.card.steps;
  const at = moment && total !== undefined ? `, ${m.timeOf(moment.t, total)}, ${m.stepOf(moment.position, last)}` : '';
  const names = { x: m.shows.x, x0: forward ? m.shows.realX0 : m.shows.x0, eps: forward ? m.shows.realEps : m.shows.eps };
  return (
    <figure class="stage" id="stage" tabIndex={-1} data-shown={shown}>
      <div class="stage-frame">
        <Picture pick={(moment) => valuesOf(moment, store.shown.peek())} label={`${m.stageLabel}: ${names[shown]}${at}`} />
      </div>
      <figcaption>
        <span class="stage-name">
          {shown === 'x' ? <Xt /> : shown === 'x0' ? <X0 hat={!forward} /> : <Eps hat={!forward} />} {names[shown]}
        </span>
        <Clock />
      </figcaption>
    </figure>
  );
}

function Clock() {
  const store = useWatch();
  const m = text.value;
  const { moment, last } = store.view.value;
  const total = store.model.value?.info.card.steps;
  if (!moment || total === undefined) return null;
  return (
    <span class="clock">
      <b>{m.timeOf(moment.t, total)}</b> · {m.stepOf(moment.position, last)}
    </span>
  );
}
