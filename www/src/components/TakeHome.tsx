import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { text } from '../locales/text';
import { Cite } from './Cite';
import { useLab } from './context';
import { MakeButton } from './MakeButton';

/** Characters of a number in a table, with its comma: for a size that is told before the table is made. */
const CELL = 11;

/** How large a table will be, in words. */
export function tableSize(rows: number, columns: number): string {
  const bytes = rows * columns * CELL;
  const size = bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toPrecision(2)} MB`;
  return text.value.takeHome.tableSize(rows, columns, size);
}

/** What is handed out, in rows of a kind. */
export function Choices({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="take-home-row">
      <h3>{name}</h3>
      <div class="take-home-choices">{children}</div>
    </div>
  );
}

// What makes the files is fetched when the first is asked for: the first picture must not wait for it.
const made = () => import('../export/watch');

/** What a visitor can keep: the picture, the run as an animation, its numbers; the settings as a program, and its weights. */
export function TakeHome() {
  const lab = useLab();
  const m = text.value.takeHome;
  const noVideo = useSignal(false);
  const { moment, history } = lab.view.value;
  const model = lab.model.value;
  const empty = moment === null;
  const failed = (error: unknown): void => {
    if (error instanceof Error && error.name === 'NoVideoError') noVideo.value = true;
    else lab.told(Promise.reject(error));
  };
  const told = (work: () => Promise<void>) => () => lab.told(work());
  const image = model?.info.card.network.image;
  const pixels = image ? image.height * image.width * image.channels : 1;
  const pictures = moment ? moment.x.length / pixels : 0;
  const card = model?.info.card;
  return (
    <section class="group take-home">
      <h2>{m.title}</h2>
      <Choices name={m.pictures}>
        <button type="button" disabled={empty} onClick={told(async () => (await made()).savePicture(lab))}>
          {m.picture}
        </button>
        <MakeButton
          label={m.animation}
          disabled={empty}
          failed={failed}
          work={async (onProgress) => (await made()).saveFilm(lab, 'gif', onProgress)}
        />
        <MakeButton
          label={m.video}
          disabled={empty || noVideo.value}
          failed={failed}
          work={async (onProgress) => (await made()).saveFilm(lab, 'webm', onProgress)}
        />
      </Choices>
      <p class="hint" role="status">
        {noVideo.value ? m.noVideo : ''}
      </p>
      <Choices name={m.ofNumbers}>
        <button type="button" disabled={empty} onClick={told(async () => (await made()).saveNumbers(lab))}>
          {m.numbers}
        </button>
        <MakeButton
          label={m.table}
          disabled={empty}
          failed={failed}
          work={async (onProgress) => (await made()).saveTable(lab, onProgress)}
        />
      </Choices>
      <p class="hint">
        {m.numbersHint} {m.tableHint} {history && tableSize(history.size * pictures, pixels + 4)}
      </p>
      <Choices name={m.ofModel}>
        <button type="button" disabled={model === null} onClick={told(async () => (await made()).saveScript(lab))}>
          {m.script}
        </button>
        <button type="button" disabled={model === null} onClick={told(async () => (await made()).saveModel(lab, 'safetensors'))}>
          {m.weights}
        </button>
        <button type="button" disabled={model === null} onClick={told(async () => (await made()).saveModel(lab, 'json'))}>
          {m.card}
        </button>
      </Choices>
      <p class="hint">
        {m.scriptHint} {m.cardHint}
      </p>
      <Cite licences={card ? [text.value.cite.code, text.value.cite.data(card.data.name, card.data.source, card.data.licence)] : []} />
    </section>
  );
}
