import { figure } from '../../../shared/chart/figure';
import { text } from '../locales/text';
import { useTraining } from './context';

/** Above this much is left of the data at t = T, so that x_T is not the noise that sampling starts from. */
const TOO_MUCH = 0.01;

/** How much of the data is left in x_T. */
export function Gauge() {
  const training = useTraining();
  const t = text.value.gauge;
  const curves = training.curves.value;
  if (!curves) return null;
  const last = curves.alphaBar.length - 1;
  const alphaBar = curves.alphaBar[last] ?? 0;
  const bad = alphaBar > TOO_MUCH;
  return (
    <div class={bad ? 'gauge bad' : 'gauge'}>
      <dl class="figures">
        <div>
          <dt>
            ᾱ<sub>T</sub>
          </dt>
          <dd>{figure(alphaBar)}</dd>
        </div>
        <div>
          <dt>SNR(T)</dt>
          <dd>{figure(curves.snr[last] ?? 0)}</dd>
        </div>
        <div title={t.klHint}>
          <dt>{t.kl}</dt>
          <dd>{figure(curves.priorKl)}</dd>
        </div>
      </dl>
      <p class={bad ? 'warning' : 'hint'} role={bad ? 'status' : undefined}>
        {bad ? t.bad(Math.round(100 * Math.sqrt(alphaBar))) : t.good}
      </p>
    </div>
  );
}
