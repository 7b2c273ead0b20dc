import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { text } from '../i18n/text';

interface Fetched {
  /** Runs work that imports its code first. */
  run(work: () => Promise<void>): void;
  /** The error of the last run in words; empty where it succeeded. */
  trouble: ComponentChildren;
}

/** For buttons whose code is fetched when they are pressed, and that show an error beside them. */
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
