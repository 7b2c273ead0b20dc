import { Segments } from '../../../../../shared/ui/Fields';
import { EpsField, LengthFields, StageFields } from '../../pieces/StageFields';
import { text } from '../locales/text';
import type { Forker } from '../store/forker';
import { DRAWS, STEPS } from '../store/settings';

/** What is sampled, by whom, in how many steps. */
export function ForkSettings({ store }: { store: Forker }) {
  const d = text.value;
  const settings = store.settings.value;
  return (
    <div class="tool-settings">
      <StageFields settings={settings} set={(change) => store.set(change)} />
      {settings.stage === 'points' ? (
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
