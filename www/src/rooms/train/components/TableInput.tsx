import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { text } from '../locales/text';
import { useTraining } from './context';

/** Two columns of numbers, from the clipboard or a file. */
export function TableInput({ onFile }: { onFile(file: File | undefined): Promise<void> }) {
  const training = useTraining();
  const t = text.value.table;
  const id = useId();
  const table = useSignal('');
  return (
    <div class="field table-input">
      <label for={id}>{t.label}</label>
      <textarea
        id={id}
        rows={6}
        spellcheck={false}
        placeholder={'x,y\n0.1,0.4\n0.3,-1.2'}
        value={table.value}
        onInput={(event) => (table.value = event.currentTarget.value)}
      />
      <div class="draw-tools">
        <button type="button" disabled={table.value.trim() === ''} onClick={() => void training.readTable(table.value)}>
          {t.use}
        </button>
        <label class="file-button">
          <input
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
            onChange={(event) => {
              void onFile(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
          <span>{t.file}</span>
        </label>
      </div>
      <p class="hint">{t.hint}</p>
    </div>
  );
}
