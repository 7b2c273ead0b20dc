import { named, text as shared } from '../../../shared/i18n/text';
import { BackendChoice, BackendRows } from '../../../shared/ui/Backend';
import { text } from '../locales/text';
import { useWatch } from './context';

/** Which backend computes, how fast, and the choice between them. */
export function Backend() {
  const store = useWatch();
  const m = text.value;
  const card = store.model.value?.info;
  return (
    <section class="group backend">
      <h2>{m.backend.title}</h2>
      <div class="backend-parts">
        <div>
          <BackendRows status={store.status.value} />
          <Rate />
        </div>
        <BackendChoice value={store.settings.value.backend} onChange={(backend) => store.set({ backend })} />
        {card && (
          <details class="card">
            <summary>{m.card.title}</summary>
            <ul>
              <li>{m.card.parameters(new Intl.NumberFormat(shared.value.htmlLang).format(card.parameters))}</li>
              <li>{m.card.trained(new Intl.NumberFormat(shared.value.htmlLang).format(card.card.training.steps), card.card.data.name)}</li>
              <li>{m.card.licence(card.card.data.licence)}</li>
              {card.card.quality.map((quality) => (
                <li key={quality.figure}>
                  {m.card.figure(named(m.card.figures, quality.figure), quality.samples.toPrecision(3), quality.real.toPrecision(3))}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </section>
  );
}

function Rate() {
  const store = useWatch();
  const { rate, phase } = store.view.value;
  return (
    <p class="rate">
      {phase === 'playing' && rate > 0 ? text.value.backend.rate(rate < 10 ? rate.toFixed(1) : rate.toFixed(0)) : '\u00a0'}
    </p>
  );
}
