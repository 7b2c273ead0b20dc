import { Control } from '../../../shared/ui/Control';
import { SeedField } from '../../../shared/ui/SeedField';
import { text } from '../locales/text';
import { DATA_COUNTS } from '../settings';
import { useTraining } from './context';
import { StopRange } from './StopRange';

/** How many training points, and which. Only for data that are made: others are as many as they are. */
export function DataSettings() {
  const training = useTraining();
  const t = text.value.data;
  const { data, points, dataSeed } = training.settings.value;
  if (data === 'own' || data === 'digits') return null;
  return (
    <section class="group">
      <h2>{t.title}</h2>
      <StopRange
        label={t.count}
        stops={DATA_COUNTS}
        value={points}
        shown={String(points)}
        hint={t.countHint}
        onInput={(value) => training.set({ points: value })}
      />
      <Control name="train.seed">
        <SeedField label={t.seed} dice={t.dice} value={dataSeed} onChange={(seed) => training.set({ dataSeed: seed })} />
      </Control>
    </section>
  );
}
