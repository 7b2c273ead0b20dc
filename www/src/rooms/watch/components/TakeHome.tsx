import { text as shared } from '../../../shared/i18n/text';
import { Cite } from '../../../shared/ui/Cite';
import { MakeButton } from '../../../shared/ui/MakeButton';
import { Choices, PictureChoices, tableSize } from '../../../shared/ui/TakeHome';
import { text } from '../locales/text';
import { useWatch } from './context';

// Imported on demand, so that the first picture does not wait for it
const made = () => import('../export/files');

/** Downloads: the picture, the run as an animation, its numbers, the settings as a program, and the weights. */
export function TakeHome() {
  const store = useWatch();
  const s = shared.value.takeHome;
  const m = text.value.takeHome;
  const { moment, history } = store.view.value;
  const model = store.model.value;
  const empty = moment === null;
  const failed = (error: unknown): void => store.notices.tellFetched(error);
  const told = (work: () => Promise<void>) => () => void work().catch(failed);
  const image = model?.info.card.network.image;
  const pixels = image ? image.height * image.width * image.channels : 1;
  const pictures = moment ? moment.x.length / pixels : 0;
  const card = model?.info.card;
  return (
    <section class="group take-home">
      <h2>{s.title}</h2>
      <PictureChoices
        labels={{ picture: m.picture, gif: m.animation, webm: m.video }}
        disabled={empty}
        savePicture={async () => (await made()).savePicture(store)}
        saveFilm={async (kind, onProgress) => (await made()).saveFilm(store, kind, onProgress)}
        failed={failed}
      />
      <Choices name={s.ofNumbers}>
        <button type="button" disabled={empty} onClick={told(async () => (await made()).saveNumbers(store))}>
          {m.numbers}
        </button>
        <MakeButton
          label={m.table}
          disabled={empty}
          failed={failed}
          work={async (onProgress) => (await made()).saveTable(store, onProgress)}
        />
      </Choices>
      <p class="hint">
        {m.numbersHint} {m.tableHint} {history && tableSize(history.size * pictures, pixels + 4)}
      </p>
      <Choices name={s.ofModel}>
        <button type="button" disabled={model === null} onClick={told(async () => (await made()).saveProgram(store))}>
          {m.script}
        </button>
        <button type="button" disabled={model === null} onClick={told(async () => (await made()).saveModel(store, 'safetensors'))}>
          {m.weights}
        </button>
        <button type="button" disabled={model === null} onClick={told(async () => (await made()).saveModel(store, 'json'))}>
          {m.card}
        </button>
      </Choices>
      <p class="hint">
        {m.scriptHint} {m.cardHint}
      </p>
      <Cite licences={card ? [shared.value.cite.code, text.value.cite.data(card.data.name, card.data.source, card.data.licence)] : []} />
    </section>
  );
}
