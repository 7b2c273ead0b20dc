import { useComputed } from '@preact/signals';
import { named, text } from '../locales/text';
import { PREFERENCES } from '../store/settings';
import { useLab } from './context';
import { Segments } from './Fields';

/** The device by name, as the browser tells it. */
function useDevice(): { name: string; fresh: boolean } {
  const lab = useLab();
  const m = text.value.backend;
  const status = lab.status.value;
  const computed = useComputed(() => lab.view.value.moment?.backend ?? null).value;
  const backend = computed ?? status?.active ?? 'cpu';
  const adapter = status?.backends[backend].adapter ?? '';
  return { name: adapter === '' ? m[backend] : `${m[backend]}: ${adapter}`, fresh: computed !== null };
}

/** Says what computed the picture on the screen. Nothing on this page is a recording. */
export function Badge() {
  const m = text.value.backend;
  const { name, fresh } = useDevice();
  return <span class={fresh ? 'badge fresh' : 'badge'}>{fresh ? m.badge(name) : m.idle(name)}</span>;
}

/** Which backend computes, how fast, and the choice between them. */
export function Backend() {
  const lab = useLab();
  const m = text.value;
  const status = lab.status.value;
  const card = lab.model.value?.info;
  return (
    <section class="group backend">
      <h2>{m.backend.title}</h2>
      <div class="backend-parts">
        <div>
          {status && (
            <dl class="backends">
              {(['cpu', 'webgpu'] as const).map((name) => {
                const { state, progress, adapter } = status.backends[name];
                const busy = state === 'loading' || state === 'warming';
                return (
                  <div key={name} class={`backend-row ${state}`} data-backend={name} data-state={state}>
                    <dt>
                      {m.backend[name]}
                      {status.active === name && <span class="active-mark" aria-hidden="true" />}
                    </dt>
                    <dd>
                      {adapter !== '' && <span class="adapter">{adapter}</span>} {m.backend.state[state]}
                      {busy && <progress value={progress} aria-label={m.backend.progress(Math.round(progress * 100))} />}
                    </dd>
                  </div>
                );
              })}
            </dl>
          )}
          <Rate />
        </div>
        <Segments
          label={m.backend.choose}
          options={PREFERENCES.map((preference) => ({ value: preference, label: m.backend.preferences[preference] }))}
          value={lab.settings.value.backend}
          onChange={(backend) => lab.set({ backend })}
        />
        {card && (
          <details class="card">
            <summary>{m.card.title}</summary>
            <ul>
              <li>{m.card.parameters(new Intl.NumberFormat(m.htmlLang).format(card.parameters))}</li>
              <li>{m.card.trained(new Intl.NumberFormat(m.htmlLang).format(card.card.training.steps), card.card.data.name)}</li>
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
  const lab = useLab();
  const { rate, phase } = lab.view.value;
  return (
    <p class="rate">
      {phase === 'playing' && rate > 0 ? text.value.backend.rate(rate < 10 ? rate.toFixed(1) : rate.toFixed(0)) : '\u00a0'}
    </p>
  );
}
