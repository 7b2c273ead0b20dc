import { TABLES } from '../../../shared/notation/symbols';
import { notation } from '../../../shared/state/preferences';
import { NotationSelect } from '../../../shared/ui/NotationSelect';
import { Eps, X0 } from '../../../shared/ui/Symbols';
import { Tex } from '../../../shared/ui/Tex';
import { type FormulaName, formula } from '../formulas';
import { text } from '../locales/text';
import { stepNumbers } from '../store/coefficients';
import { useWatch } from './context';

/** The formula of the step shown, and the same with its numbers. */
export function StepFormula() {
  const store = useWatch();
  const m = text.value.formula;
  const { sampler, steps, clip, guidance } = store.settings.value;
  const { mode, moment, history } = store.view.value;
  const taught = m.taught[store.model.value?.info.card.prediction ?? 'epsilon'];
  const total = store.model.value?.info.card.steps ?? 0;
  const name: FormulaName = mode === 'forward' ? 'forward' : sampler;
  const every = history !== null && history.times.length === total + 1;
  const guided = mode === 'reverse' && guidance > 0 && store.settings.value.condition.some((value) => value !== null);
  return (
    <section class="formula">
      <div class="formula-head">
        <h2>{m.title}</h2>
        <p class="hint">{m[name]}</p>
        <NotationSelect />
      </div>
      <Tex source={formula(name, every, TABLES[notation.value])} wanted={moment !== null} />
      <p class="numbers">
        <span class="unseen">{m.numbers}: </span>
        {moment && moment.t === 0 && mode === 'reverse' ? m.done : <Numbers name={name} />}
      </p>
      <div class="formula-foot">
        <ul class="legend">
          <li class="data">{m.legend.data}</li>
          <li class="noise">{m.legend.noise}</li>
          <li class="prediction">{m.legend.prediction}</li>
        </ul>
        {mode === 'reverse' && (
          <p class="hint">
            {[taught, !every && steps < total ? m.respaced : '', clip ? m.clipped : '', guided ? m.guided : '']
              .filter((part) => part !== '')
              .join(' ')}
          </p>
        )}
      </div>
    </section>
  );
}

/** A term with its sign before it. */
const signed = (value: number): string => `${value < 0 ? '−' : '+'} ${Math.abs(value).toFixed(4)}`;

function Numbers({ name }: { name: FormulaName }) {
  const store = useWatch();
  const { moment } = store.view.value;
  const curves = store.model.value?.curves;
  if (!moment || !curves) return null;
  const n = stepNumbers(curves, moment.t, moment.tNext, moment.sigma);
  const x = (t: number) => (
    <i class="math">
      x<sub>{t}</sub>
    </i>
  );
  const z = (
    <span class="noise">
      {n.sigma.toFixed(4)} <i class="math">z</i>
    </span>
  );
  switch (name) {
    case 'ddpm':
      return (
        <>
          {x(moment.tNext ?? 0)} = {n.scale.toFixed(4)} ({x(moment.t)} − {n.remove.toFixed(4)} <Eps hat />) + {z}
        </>
      );
    case 'ddim':
      return (
        <>
          {x(moment.tNext ?? 0)} = {n.nextSignal.toFixed(4)} <X0 hat /> + {n.direction.toFixed(4)} <Eps hat /> + {z}
        </>
      );
    case 'heun':
      return (
        <>
          {x(moment.tNext ?? 0)} = {n.keep.toFixed(4)} {x(moment.t)} {signed(n.ahead)} · ½ (<Eps hat /> + <Eps hat />
          ′)
        </>
      );
    case 'dpm_solver':
      return (
        <>
          {x(moment.tNext ?? 0)} = {n.noiseRatio.toFixed(4)} {x(moment.t)} + {n.towards.toFixed(4)}{' '}
          <i class="math prediction">
            D̂<sub>{moment.t}</sub>
          </i>
        </>
      );
    case 'forward':
      return (
        <>
          {x(moment.t)} = {n.signal.toFixed(4)} <X0 hat={false} /> + {n.noise.toFixed(4)} <Eps hat={false} />
        </>
      );
  }
}
