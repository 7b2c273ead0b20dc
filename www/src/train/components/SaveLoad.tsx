import { Icon } from '../../components/Icon';
import { text } from '../locales/text';
import { useTraining } from './context';

/** The run as a file, from which it goes on exactly. */
export function SaveLoad() {
  const training = useTraining();
  const t = text.value.file;
  const save = async (): Promise<void> => {
    const bytes = await training.save();
    if (!bytes) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([bytes.slice()], { type: 'application/octet-stream' }));
    link.download = `ddpm-lab-${training.settings.peek().data}-${training.trainer.record.peek().step}.safetensors`;
    link.click();
    // The download has begun by then
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  return (
    <section class="group">
      <h2>{t.title}</h2>
      <div class="draw-tools">
        <button type="button" disabled={training.trainer.run.value === null} onClick={() => void save()}>
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
    </section>
  );
}
