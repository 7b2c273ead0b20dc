import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { LastWins } from '../../../../pkg/src/latest';
import { text } from '../i18n/text';

interface MakeButtonProps {
  /** What is made. */
  label: string;
  disabled?: boolean;
  /** Makes it and hands it out; tells how far it is, and gives up where it hears false. */
  work(onProgress: (share: number) => boolean): Promise<void>;
  failed(error: unknown): void;
}

/** A button for something that takes a while: it shows how far it is, and pressed again it stops. */
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
