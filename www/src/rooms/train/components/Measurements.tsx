import { Control } from '../../../shared/ui/Control';
import { text } from '../locales/text';
import { BoundPanel } from './BoundPanel';
import { ComparePanel } from './ComparePanel';
import { MemoryPanel } from './MemoryPanel';
import { QualityPanel } from './QualityPanel';
import { VariancePanel } from './VariancePanel';

/** What is measured on request. */
export function Measurements() {
  const t = text.value.measurements;
  return (
    <section class="measurements">
      <h2>{t.title}</h2>
      <p class="hint">{t.hint}</p>
      <Control name="train.compare">
        <ComparePanel />
      </Control>
      <Control name="train.quality">
        <QualityPanel />
      </Control>
      <Control name="train.memory">
        <MemoryPanel />
      </Control>
      <Control name="train.bound">
        <BoundPanel />
      </Control>
      <Control name="train.variance">
        <VariancePanel />
      </Control>
    </section>
  );
}
