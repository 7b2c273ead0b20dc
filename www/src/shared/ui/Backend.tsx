import type { BackendName } from '../../../../pkg/src/types';
import { text } from '../i18n/text';
import { type EngineStatus, PREFERENCES, type Preference } from '../state/engine-host';
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
