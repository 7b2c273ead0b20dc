import { text as shared } from '../../../shared/i18n/text';
import { ActionButton } from '../../../shared/ui/IconButton';
import { text } from '../locales/text';
import { useAct, useActions } from './context';

/** Train both, and how far they are. */
export function Training() {
  const act = useAct();
  const { play, reset } = useActions();
  const t = text.value;
  act.pair.revision.value;
  const whole = new Intl.NumberFormat(shared.value.htmlLang);
  const { diffusion } = act.pair.records.value;
  const phase = act.pair.phase.value;
  return (
    <section class="transport" aria-label={t.transport.title}>
      <div class="buttons">
        <ActionButton action={play} words="primary" />
        <ActionButton action={reset} />
      </div>
      <dl class="figures">
        <div>
          <dt>{t.numbers.step}</dt>
          <dd class="step-count">{whole.format(diffusion.step)}</dd>
        </div>
        <div>
          <dt>{t.numbers.seconds}</dt>
          <dd>{t.numbers.spent((act.pair.spent.value / 1000).toFixed(1))}</dd>
        </div>
        <div>
          <dt>{t.numbers.parameters}</dt>
          <dd>{whole.format(act.pair.runs.value?.diffusion.parameters ?? 0)}</dd>
        </div>
      </dl>
      {phase === 'opening' && <p class="hint">{t.opening}</p>}
      {phase === 'empty' && <p class="hint">{t.empty}</p>}
    </section>
  );
}
