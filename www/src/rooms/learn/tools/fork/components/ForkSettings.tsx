import { Segments } from '../../../../../shared/ui/Fields';
import { EpsField, LengthFields, SubjectFields } from '../../shared/SubjectFields';
import { text } from '../locales/text';
import type { ForkStore } from '../store/fork-store';
import { DRAWS, STEPS } from '../store/settings';

/** What is sampled, by whom, in how many steps. */
export function ForkSettings({ store }: { store: ForkStore }) {
  const d = text.value;
  const settings = store.settings.value;
  return (
    <div class="tool-settings">
      <SubjectFields settings={settings} set={(change) => store.set(change)} />
      {settings.subject === 'points' ? (
        <EpsField value={settings.eps} onChange={(eps) => store.set({ eps })} />
      ) : (
        <Segments
          label={d.draws}
          options={DRAWS.map((value) => ({ value, label: String(value) }))}
          value={settings.draws}
          onChange={(draws) => store.set({ draws })}
        />
      )}
      <LengthFields
        choices={STEPS}
        steps={settings.steps}
        seed={settings.seed}
        onSteps={(steps) => store.set({ steps })}
        onSeed={(seed) => store.set({ seed })}
      />
    </div>
  );
}
