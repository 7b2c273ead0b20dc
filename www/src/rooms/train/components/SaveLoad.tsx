import { Icon } from '../../../shared/ui/Icon';
import { useLazyAction } from '../../../shared/ui/use-lazy-action';
import { text } from '../locales/text';
import { useTraining } from './context';

/** The run as a file, from which it goes on exactly. */
export function SaveLoad() {
  const training = useTraining();
  const t = text.value.file;
  const run = training.trainer.run.value;
  const fetched = useLazyAction();
  const save = async (): Promise<void> => (await import('../export/files')).saveRun(training);
  return (
    <section class="group">
      <h2>{t.title}</h2>
      <div class="draw-tools">
        <button type="button" disabled={run === null} onClick={() => fetched.run(save)}>
          <Icon name="save" /> {t.save}
        </button>
        <label class="file-button">
          <input
            type="file"
            accept=".safetensors"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = '';
              if (file) void training.openFile(file, 'run');
            }}
          />
          <span>{t.load}</span>
        </label>
      </div>
      {fetched.trouble}
      <p class="hint">{t.hint}</p>
    </section>
  );
}
