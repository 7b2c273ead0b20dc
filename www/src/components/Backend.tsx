import type { BackendName } from '../engine/types';
import { named, text } from '../locales/text';
import { type EngineStatus, PREFERENCES, type Preference } from '../store/door';
import { useLab } from './context';
import { Segments } from './Fields';

/** Says what computed the picture on the screen: `computed`, or null where nothing was. Nothing on this page is a recording. */
export function Badge({ status, computed }: { status: EngineStatus | null; computed: BackendName | null }) {
  const m = text.value.backend;
  const backend = computed ?? status?.active ?? 'cpu';
  const adapter = status?.backends[backend].adapter ?? '';
  const name = adapter === '' ? m[backend] : `${m[backend]}: ${adapter}`;
  return <span class={computed !== null ? 'badge fresh' : 'badge'}>{computed !== null ? m.badge(name) : m.idle(name)}</span>;
}

/** The backends, how far each is, and which one computes. */
export function BackendRows({ status }: { status: EngineStatus | null }) {
  const m = text.value.backend;
  if (!status) return null;
  return (
    <dl class="backends">
      {(['cpu', 'webgpu'] as const).map((name) => {
        const { state, progress, adapter } = status.backends[name];
        const busy = state === 'loading' || state === 'warming';
        return (
          <div key={name} class={`backend-row ${state}`} data-backend={name} data-state={state}>
            <dt>
              {m[name]}
              {status.active === name && <span class="active-mark" aria-hidden="true" />}
            </dt>
            <dd>
              {adapter !== '' && <span class="adapter">{adapter}</span>} {m.state[state]}
              {busy && <progress value={progress} aria-label={m.progress(Math.round(progress * 100))} />}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The choice between the backends. */
export function BackendChoice({ value, onChange }: { value: Preference; onChange(value: Preference): void }) {
  const m = text.value.backend;
  return (
    <Segments
      label={m.choose}
      options={PREFERENCES.map((preference) => ({ value: preference, label: m.preferences[preference] }))}
      value={value}
      onChange={onChange}
    />
  );
}

/** Which backend computes, how fast, and the choice between them. */
export function Backend() {
  const lab = useLab();
  const m = text.value;
  const card = lab.model.value?.info;
  return (
    <section class="group backend">
      <h2>{m.backend.title}</h2>
      <div class="backend-parts">
        <div>
          <BackendRows status={lab.status.value} />
          <Rate />
        </div>
        <BackendChoice value={lab.settings.value.backend} onChange={(backend) => lab.set({ backend })} />
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
