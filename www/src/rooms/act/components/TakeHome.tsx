import { text as shared } from '../../../shared/i18n/text';
import { Cite } from '../../../shared/ui/Cite';
import { MakeButton } from '../../../shared/ui/MakeButton';
import { Choices, PictureChoices } from '../../../shared/ui/TakeHome';
import { text } from '../locales/text';
import { useAct } from './context';
import { Section } from './Section';

// What makes the files is fetched when the first is asked for
const made = () => import('../export/files');

/** What a visitor can keep of this room: the rollout, trajectories, demonstrations, settings and weights. */
export function TakeHome() {
  const act = useAct();
  const s = shared.value.takeHome;
  const t = text.value.takeHome;
  const empty = act.rolled.value === null;
  const none = act.demonstrations.value.length === 0;
  const failed = (error: unknown): void => act.notices.tellFetched(error);
  const told = (work: () => Promise<void>) => () => void work().catch(failed);
  return (
    <Section name="act.files" title={s.title}>
      <div class="take-home">
        <PictureChoices
          labels={{ picture: t.picture, gif: t.film, webm: t.video }}
          disabled={empty}
          savePicture={async () => (await made()).savePicture(act)}
          saveFilm={async (kind, onProgress) => (await made()).saveFilm(act, kind, onProgress)}
          failed={failed}
        />
        <Choices name={s.ofNumbers}>
          <button type="button" disabled={empty} onClick={told(async () => (await made()).saveNumbers(act))}>
            {t.numbers}
          </button>
          <MakeButton
            label={t.table}
            disabled={empty}
            failed={failed}
            work={async (onProgress) => (await made()).saveTable(act, onProgress)}
          />
        </Choices>
        <p class="hint">{t.numbersHint}</p>
        <Choices name={text.value.demonstrations.title}>
          <button type="button" disabled={none} onClick={told(async () => (await made()).saveDemonstrations(act))}>
            {t.demonstrations}
          </button>
        </Choices>
        <Choices name={s.ofModel}>
          <button type="button" disabled={empty} onClick={told(async () => (await made()).saveProgram(act))}>
            {t.script}
          </button>
          <button type="button" disabled={empty} onClick={told(async () => (await made()).saveWeights(act))}>
            {t.weights}
          </button>
        </Choices>
        <p class="hint">{t.scriptHint}</p>
        <Cite licences={[shared.value.cite.code, t.licence]} />
      </div>
    </Section>
  );
}
