import { Icon } from '../../components/Icon';
import { download } from '../../export/download';
import { text } from '../locales/text';
import { sampleOf } from '../store/cloud';
import { useTraining } from './context';

/** The run as a file, from which it goes on exactly. */
export function SaveLoad() {
  const training = useTraining();
  const t = text.value.file;
  const run = training.trainer.run.value;
  const nameOf = (ending: string): string => `ddpm-lab-${training.settings.peek().data}-${training.trainer.record.peek().step}${ending}`;
  const save = async (): Promise<void> => {
    const bytes = await training.save();
    if (bytes) download(nameOf('.safetensors'), 'application/octet-stream', bytes.slice());
  };
  const saveScript = async (): Promise<void> => {
    if (!run) return;
    const { trainScript } = await import('../../export/pytorch/train');
    const { dims } = run.data;
    const script = trainScript(run.config, dims, sampleOf(training.settings.peek(), dims), nameOf('.safetensors'));
    download(nameOf('.py'), 'text/x-python', script);
  };
  return (
    <section class="group">
      <h2>{t.title}</h2>
      <div class="draw-tools">
        <button type="button" disabled={run === null} onClick={() => void save()}>
          <Icon name="save" /> {t.save}
        </button>
        <label class="file-button">
          <input
            type="file"
            accept=".safetensors"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = '';
              if (file) void file.arrayBuffer().then((bytes) => training.load(new Uint8Array(bytes)));
            }}
          />
          <span>{t.load}</span>
        </label>
      </div>
      <p class="hint">{t.hint}</p>
      <button type="button" disabled={run === null} onClick={() => void saveScript()}>
        {t.script}
      </button>
      <p class="hint">{t.scriptHint}</p>
    </section>
  );
}
