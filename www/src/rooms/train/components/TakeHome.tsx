import { text as shared } from '../../../shared/i18n/text';
import { Cite } from '../../../shared/ui/Cite';
import { MakeButton } from '../../../shared/ui/MakeButton';
import { Choices, PictureChoices, tableSize } from '../../../shared/ui/TakeHome';
import { text } from '../locales/text';
import type { DataName } from '../settings';
import { useTraining } from './context';

/** Whose the points are. */
function licenceOf(data: DataName): keyof (typeof text.value)['takeHome']['licences'] {
  if (data === 'own' || data === 'digits') return data;
  return ['dino', 'cat', 'panda', 'bunny'].includes(data) ? 'morph' : 'shape';
}

// What makes the files is fetched when the first is asked for
const made = () => import('../export/files');

/** What a visitor can keep of this room: the stage, the way from noise to data, numbers, settings and weights. */
export function TakeHome() {
  const training = useTraining();
  const s = shared.value.takeHome;
  const t = text.value.takeHome;
  const shown = training.samples.shown.value;
  const run = training.trainer.run.value;
  const empty = shown === null;
  const failed = (error: unknown): void => training.notices.tellFetched(error);
  const told = (work: () => Promise<void>) => () => void work().catch(failed);
  return (
    <section class="group take-home">
      <h2>{s.title}</h2>
      <PictureChoices
        labels={{ picture: t.picture, gif: t.film, webm: t.video }}
        hint={t.filmHint}
        disabled={empty}
        savePicture={async () => (await made()).savePicture(training)}
        saveFilm={async (kind, onProgress) => (await made()).saveFilm(training, kind, onProgress)}
        failed={failed}
      />
      <Choices name={s.ofNumbers}>
        <button type="button" disabled={empty} onClick={told(async () => (await made()).saveNumbers(training))}>
          {t.numbers}
        </button>
        <MakeButton
          label={t.table}
          disabled={empty}
          failed={failed}
          work={async (onProgress) => (await made()).saveTable(training, onProgress)}
        />
      </Choices>
      <p class="hint">
        {t.numbersHint} {t.tableHint} {shown && tableSize(shown.cloud.times.length * shown.count, shown.dims + 3)}
      </p>
      <Choices name={s.ofModel}>
        <button type="button" disabled={run === null} onClick={told(async () => (await made()).saveProgram(training))}>
          {t.script}
        </button>
        <button type="button" disabled={run === null} onClick={told(async () => (await made()).saveWeights(training))}>
          {t.weights}
        </button>
      </Choices>
      <p class="hint">
        {t.scriptHint} {t.weightsHint}
      </p>
      <Cite licences={[shared.value.cite.code, t.licences[licenceOf(training.settings.value.data)]]} />
    </section>
  );
}
