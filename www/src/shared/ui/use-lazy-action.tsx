import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { text } from '../i18n/text';

interface Fetched {
  /** Does what needs code that is fetched first. */
  run(work: () => Promise<void>): void;
  /** The sentence that tells why nothing came of it; empty where all is well. */
  trouble: ComponentChildren;
}

/** For buttons that stand apart from any list of notices: what goes wrong is told beside them. */
export function useLazyAction(): Fetched {
  const failed = useSignal(false);
  return {
    run: (work) => {
      failed.value = false;
      work().catch(() => {
        failed.value = true;
      });
    },
    trouble: failed.value && (
      <span class="hint" role="alert">
        {text.value.errors.network}
      </span>
    ),
  };
}
