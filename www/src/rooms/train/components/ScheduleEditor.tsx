import { Select } from '../../../shared/ui/Fields';
import { text } from '../locales/text';
import { SCHEDULES, TOTALS } from '../settings';
import { BetaPlot } from './BetaPlot';
import { useTraining } from './context';
import { Gauge } from './Gauge';
import { StopRange } from './StopRange';

/** How fast data become noise: a named schedule, or a curve of the visitor's own. */
export function ScheduleEditor() {
  const training = useTraining();
  const t = text.value.schedule;
  const { schedule, total } = training.settings.value;
  return (
    <section class="group schedule">
      <h2>{t.title}</h2>
      <Select
        label={t.kind}
        options={SCHEDULES.map((value) => ({ value, label: t.kinds[value] }))}
        value={schedule}
        onChange={(value) => training.set({ schedule: value })}
      />
      <StopRange label={t.total} stops={TOTALS} value={total} shown={String(total)} onInput={(value) => training.set({ total: value })} />
      <BetaPlot />
      <Gauge />
    </section>
  );
}
