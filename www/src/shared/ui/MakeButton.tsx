import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { LastWins } from '../../../../pkg/src/latest';
import { text } from '../i18n/text';

interface MakeButtonProps {
  /** What is made. */
  label: string;
  disabled?: boolean;
  /** Makes the file and downloads it. Calls `onProgress` with the share done, and stops where that returns false. */
  work(onProgress: (share: number) => boolean): Promise<void>;
  failed(error: unknown): void;
}

/** A button for a file that takes a while to make. It shows progress meanwhile, and cancels when it is pressed again. */
export function MakeButton({ label, disabled = false, work, failed }: MakeButtonProps) {
  const m = text.value.takeHome;
  const share = useSignal<number | null>(null);
  const wanted = useRef(new LastWins());
  const start = async (): Promise<void> => {
    const making = wanted.current.begin();
    share.value = 0;
    try {
      await work((done) => {
        if (making.current) share.value = done;
        return making.current;
      });
    } catch (error) {
      failed(error);
    } finally {
      if (making.current) share.value = null;
    }
  };
  const stop = (): void => {
    wanted.current.cancel();
    share.value = null;
  };
  // One button in two states, so that the focus stays on it
  return (
    <button type="button" disabled={disabled} onClick={() => (share.value === null ? void start() : stop())}>
      {share.value === null ? (
        label
      ) : (
        <>
          {m.cancel} <progress value={share.value} aria-label={m.making(label)} />
        </>
      )}
    </button>
  );
}
