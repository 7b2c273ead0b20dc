import { useSignal } from '@preact/signals';
import { classroom } from '../../../shared/state/classroom';
import { Control } from '../../../shared/ui/Control';
import { Icon } from '../../../shared/ui/Icon';
import { text } from '../locales/text';
import { DATA, type DataName } from '../settings';
import { useTraining } from './context';
import { DrawPad } from './DrawPad';
import { TableInput } from './TableInput';
import { Thumbnail } from './Thumbnail';

/** The data sets, drawn small; one's own by hand or from a table. */
export function DataPicker() {
  const training = useTraining();
  const t = text.value.data;
  const own = useSignal(false);
  const chosen = training.settings.value.data;
  const dropping = useSignal(false);
  const read = async (file: File | undefined): Promise<void> => {
    if (file && !classroom.hides('train.own')) await training.openFile(file, 'table');
  };
  return (
    <section
      class={dropping.value ? 'data-picker dropping' : 'data-picker'}
      aria-label={t.title}
      onDragOver={(event) => {
        event.preventDefault();
        dropping.value = true;
      }}
      onDragLeave={() => (dropping.value = false)}
      onDrop={(event) => {
        event.preventDefault();
        dropping.value = false;
        void read(event.dataTransfer?.files[0]);
      }}
    >
      <div class="data-row">
        {DATA.filter((name): name is Exclude<DataName, 'own'> => name !== 'own').map((name) => (
          <button
            key={name}
            type="button"
            class="data-set"
            aria-pressed={chosen === name}
            aria-label={t.names[name]}
            title={t.names[name]}
            onClick={() => {
              own.value = false;
              training.set({ data: name });
            }}
          >
            <Thumbnail name={name} />
          </button>
        ))}
        <Control name="train.own">
          <button
            type="button"
            class="data-set own-data"
            aria-pressed={chosen === 'own'}
            aria-expanded={own.value}
            onClick={() => {
              own.value = !own.value;
              if (training.own.value) training.set({ data: 'own' });
            }}
          >
            <Icon name="pen" /> <span>{t.own}</span>
          </button>
        </Control>
      </div>
      <p class="hint data-name">
        <b class="data">{t.names[chosen]}</b> {t.about[chosen]}
      </p>
      {own.value && !classroom.hides('train.own') && (
        <div class="own-ways">
          <DrawPad />
          <TableInput onFile={read} />
        </div>
      )}
    </section>
  );
}
