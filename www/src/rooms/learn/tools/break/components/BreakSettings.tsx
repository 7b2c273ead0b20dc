import { Segments } from '../../../../../shared/ui/Fields';
import { EpsField, LengthFields, SubjectFields } from '../../shared/SubjectFields';
import { text } from '../locales/text';
import type { BreakStore } from '../store/break-store';
import { STEPS } from '../store/settings';

/** What is sampled, by whom, in how many steps; and whether one looks or guesses. */
export function BreakSettings({ store }: { store: BreakStore }) {
  const d = text.value;
  const settings = store.settings.value;
  const quiz = settings.deal > 0;
  return (
    <div class="tool-settings">
      <Segments
        label={d.mode}
        options={[
          { value: 'look', label: d.modes.look },
          { value: 'quiz', label: d.modes.quiz },
        ]}
        value={quiz ? 'quiz' : 'look'}
        onChange={(mode) => (mode === 'quiz' ? store.deal() : store.set({ deal: 0 }))}
      />
      <SubjectFields settings={settings} set={(change) => store.set(change)} />
      {settings.subject === 'points' && !quiz && <EpsField value={settings.eps} onChange={(eps) => store.set({ eps })} />}
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
