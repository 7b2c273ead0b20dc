import { Segments, Select } from '../../../components/Fields';
import { text as page } from '../../../locales/text';
import { MODELS } from '../../../store/names';
import { SeedField } from '../../../train/components/SeedField';
import { text as pieces } from '../../pieces/locales/text';
import { SHAPES } from '../../pieces/shapes';
import { text } from '../locales/text';
import type { Forker } from '../store/forker';
import { DRAWS, EPSES, STAGES, STEPS } from '../store/settings';

/** What is sampled, by whom, in how many steps. */
export function ForkSettings({ store }: { store: Forker }) {
  const [d, p] = [text.value, pieces.value];
  const settings = store.settings.value;
  return (
    <div class="tool-settings">
      <Segments
        label={p.stage}
        options={STAGES.map((value) => ({ value, label: p.stages[value] }))}
        value={settings.stage}
        onChange={(stage) => store.set({ stage })}
      />
      {settings.stage === 'points' ? (
        <>
          <Select
            label={p.shape}
            options={SHAPES.map((value) => ({ value, label: p.shapes[value] }))}
            value={settings.shape}
            onChange={(shape) => store.set({ shape })}
          />
          <Segments
            label={p.eps}
            options={EPSES.map((value) => ({ value, label: p.epses[value] }))}
            value={settings.eps}
            onChange={(eps) => store.set({ eps })}
          />
        </>
      ) : (
        <>
          <Segments
            label={p.model}
            options={MODELS.map((value) => ({ value, label: page.value.models[value] }))}
            value={settings.model}
            onChange={(model) => store.set({ model })}
          />
          <Segments
            label={d.draws}
            options={DRAWS.map((value) => ({ value, label: String(value) }))}
            value={settings.draws}
            onChange={(draws) => store.set({ draws })}
          />
        </>
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
