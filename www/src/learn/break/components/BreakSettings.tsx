import { Segments, Select } from '../../../components/Fields';
import { text as page } from '../../../locales/text';
import { MODELS } from '../../../store/names';
import { SeedField } from '../../../train/components/SeedField';
import { text as pieces } from '../../pieces/locales/text';
import { SHAPES } from '../../pieces/shapes';
import { text } from '../locales/text';
import type { Breaker } from '../store/breaker';
import { EPSES, STAGES, STEPS } from '../store/settings';

/** What is sampled, by whom, in how many steps; and whether one looks or guesses. */
export function BreakSettings({ store }: { store: Breaker }) {
  const [d, p] = [text.value, pieces.value];
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
      <Segments
        label={p.stage}
        options={STAGES.map((value) => ({ value, label: p.stages[value] }))}
        value={settings.stage}
        onChange={(stage) => store.set({ stage })}
      />
      {settings.stage === 'points' ? (
        <Select
          label={p.shape}
          options={SHAPES.map((value) => ({ value, label: p.shapes[value] }))}
          value={settings.shape}
          onChange={(shape) => store.set({ shape })}
        />
      ) : (
        <Segments
          label={p.model}
          options={MODELS.map((value) => ({ value, label: page.value.models[value] }))}
          value={settings.model}
          onChange={(model) => store.set({ model })}
        />
      )}
      {settings.stage === 'points' && !quiz && (
        <Segments
          label={p.eps}
          options={EPSES.map((value) => ({ value, label: p.epses[value] }))}
          value={settings.eps}
          onChange={(eps) => store.set({ eps })}
        />
      )}
      <Segments
        label={p.steps}
        options={STEPS.map((value) => ({ value, label: String(value) }))}
        value={settings.steps}
        onChange={(steps) => store.set({ steps })}
      />
      <SeedField label={p.seed} dice={p.dice} value={settings.seed} onChange={(seed) => store.set({ seed })} />
    </div>
  );
}
