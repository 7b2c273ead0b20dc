import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { text } from '../../shared/i18n/text';

interface LaterProps<P> {
  load(): Promise<ComponentType<P>>;
  props: P;
}

/** A part of the page whose code is fetched when it is first wanted. */
export function LazyPart<P extends object>({ load, props }: LaterProps<P>) {
  const m = text.value;
  const part = useSignal<ComponentType<P> | null>(null);
  const failed = useSignal(false);
  const attempt = useSignal(0);
  useEffect(() => {
    failed.value = false;
    load().then(
      (loaded) => {
        part.value = loaded;
      },
      () => {
        failed.value = true;
      },
    );
  }, [load, attempt.value]);
  const Part = part.value;
  if (Part) return <Part {...props} />;
  if (!failed.value) return null;
  return (
    <section class="notices room" aria-label={m.notices}>
      <div class="notice error" role="alert" data-code="network">
        <p>{m.errors.network}</p>
        <button type="button" class="remedy" onClick={() => (attempt.value += 1)}>
          {m.actions.retry}
        </button>
      </div>
    </section>
  );
}
