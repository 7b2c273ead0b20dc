/** Parts of the rooms' download panels. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { OnProgress } from '../export/film';
import type { FilmKind } from '../export/save-film';
import { text } from '../i18n/text';
import { MakeButton } from './MakeButton';

/** Characters of a number in a table with its comma, to estimate the size of a file before it is made. */
const CELL = 11;

/** How large a table will be, in words. */
export function tableSize(rows: number, columns: number): string {
  const bytes = rows * columns * CELL;
  const size = bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toPrecision(2)} MB`;
  return text.value.takeHome.tableSize(rows, columns, size);
}

/** A row of buttons for files of one kind. */
export function Choices({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="take-home-row">
      <h3>{name}</h3>
      <div class="take-home-choices">{children}</div>
    </div>
  );
}

interface PictureChoicesProps {
  labels: { picture: string; gif: string; webm: string };
  hint?: string;
  disabled: boolean;
  savePicture(): Promise<void>;
  saveFilm(kind: FilmKind, onProgress: OnProgress): Promise<void>;
  failed(error: unknown): void;
}

/** Buttons for the picture of the stage, and for the run as a GIF and as a WebM. */
export function PictureChoices({ labels, hint, disabled, savePicture, saveFilm, failed }: PictureChoicesProps) {
  const m = text.value.takeHome;
  const noVideo = useSignal(false);
  const filmFailed = (error: unknown): void => {
    if (error instanceof Error && error.name === 'NoVideoError') noVideo.value = true;
    else failed(error);
  };
  return (
    <>
      <Choices name={m.pictures}>
        <button type="button" disabled={disabled} onClick={() => void savePicture().catch(failed)}>
          {labels.picture}
        </button>
        {(['gif', 'webm'] as const).map((kind) => (
          <MakeButton
            key={kind}
            label={labels[kind]}
            disabled={disabled || (kind === 'webm' && noVideo.value)}
            failed={filmFailed}
            work={(onProgress) => saveFilm(kind, onProgress)}
          />
        ))}
      </Choices>
      {hint !== undefined && <p class="hint">{hint}</p>}
      <p class="hint" role="status">
        {noVideo.value ? m.noVideo : ''}
      </p>
    </>
  );
}
