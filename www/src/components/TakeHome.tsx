import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Pixels } from '../draw/pixels';
import { text } from '../locales/text';
import { modelFile } from '../store/files';
import type { Lab } from '../store/lab';
import { samplerConfig } from '../store/settings';
import { useLab } from './context';

/** A GIF's frames are told apart from about here on, whatever the run's own speed was. */
const FRAME_MS = 80;
const LAST_MS = 2500;

/** What a visitor can keep: the picture, the run as an animation, its numbers; the settings as a program, and its weights. */
export function TakeHome() {
  const lab = useLab();
  const m = text.value.takeHome;
  const progress = useSignal<number | null>(null);
  const wanted = useRef(0);
  const empty = lab.view.value.moment === null;

  const animate = async (): Promise<void> => {
    wanted.current += 1;
    const mine = wanted.current;
    progress.value = 0;
    try {
      await saveAnimation(lab, (share) => {
        if (mine === wanted.current) progress.value = share;
        return mine === wanted.current;
      });
    } finally {
      if (mine === wanted.current) progress.value = null;
    }
  };
  const cancel = (): void => {
    wanted.current += 1;
    progress.value = null;
  };
  return (
    <section class="group take-home">
      <h2>{m.title}</h2>
      <div class="take-home-choices">
        <button type="button" disabled={empty} onClick={() => lab.told(savePicture(lab))}>
          {m.picture}
        </button>
        {progress.value === null ? (
          <button type="button" disabled={empty} onClick={() => lab.told(animate())}>
            {m.animation}
          </button>
        ) : (
          <button type="button" onClick={cancel}>
            {m.cancel} <progress value={progress.value} aria-label={m.making} />
          </button>
        )}
        <button type="button" disabled={empty} onClick={() => lab.told(saveNumbers(lab))}>
          {m.numbers}
        </button>
        <button type="button" disabled={lab.model.value === null} onClick={() => lab.told(saveScript(lab))}>
          {m.script}
        </button>
        <button type="button" disabled={lab.model.value === null} onClick={() => lab.told(saveWeights(lab))}>
          {m.weights}
        </button>
      </div>
      <p class="hint">
        {m.numbersHint} {m.scriptHint}
      </p>
    </section>
  );
}

// What makes the files is fetched when the first is asked for: the first picture must not wait for it.

/** The name of a file tells what is in it. */
function nameOf(lab: Lab, ending: string): string {
  const { model, seed } = lab.settings.value;
  return `ddpm-lab-${model}-seed-${seed}${ending}`;
}

async function savePicture(lab: Lab): Promise<void> {
  const { partOf, enlargement } = await import('../export/run');
  const { sheet } = await import('../draw/pixels');
  const { download } = await import('../export/download');
  const moment = lab.view.value.moment;
  const model = lab.model.value;
  const values = moment && (partOf(moment, lab.shown.value) ?? moment.x);
  if (!moment || !model || !values) return;
  const small = sheet(values, model.info.card.network.image);
  const scale = enlargement(small);
  download(nameOf(lab, `-t-${moment.t}.png`), 'image/png', await png(small, scale));
}

async function png({ data, width, height }: Pixels, scale: number): Promise<Blob> {
  const small = new OffscreenCanvas(width, height);
  small.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  const large = new OffscreenCanvas(width * scale, height * scale);
  const context = large.getContext('2d');
  if (context) {
    context.imageSmoothingEnabled = false;
    context.drawImage(small, 0, 0, large.width, large.height);
  }
  return large.convertToBlob({ type: 'image/png' });
}

async function saveAnimation(lab: Lab, onProgress: (share: number) => boolean): Promise<void> {
  const { frames, enlargement } = await import('../export/run');
  const { gif } = await import('../export/gif');
  const { download } = await import('../export/download');
  const { history } = lab.view.value;
  const model = lab.model.value;
  if (!history || !model) return;
  const drawn = frames(history, lab.shown.value, model.info.card.network.image);
  const first = drawn[0];
  if (first === undefined) return;
  const file = await gif(drawn, { frameMs: FRAME_MS, lastMs: LAST_MS, scale: enlargement(first) }, onProgress);
  if (file !== null) download(nameOf(lab, '.gif'), 'image/gif', file);
}

async function saveNumbers(lab: Lab): Promise<void> {
  const { numbers } = await import('../export/run');
  const { download } = await import('../export/download');
  const { history } = lab.view.value;
  const model = lab.model.value;
  if (history && model) download(nameOf(lab, '.npz'), 'application/octet-stream', numbers(history, model.info.card.network.image));
}

async function saveScript(lab: Lab): Promise<void> {
  const { watchScript } = await import('../export/pytorch/watch');
  const { download } = await import('../export/download');
  const model = lab.model.value;
  if (model) download(nameOf(lab, '.py'), 'text/x-python', watchScript(model.info.card, samplerConfig(lab.settings.value)));
}

/** Under the name that the script looks for. */
async function saveWeights(lab: Lab): Promise<void> {
  const { download } = await import('../export/download');
  const name = `${lab.model.value?.name}.safetensors`;
  download(name, 'application/octet-stream', (await modelFile(name)) as Uint8Array<ArrayBuffer>);
}
