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
      <ComparePanel />
      <QualityPanel />
      <MemoryPanel />
      <BoundPanel />
      <VariancePanel />
    </section>
  );
}
