import { BackendChoice, BackendRows } from '../../components/Backend';
import { text } from '../locales/text';
import { useTraining } from './context';
import { DataSettings } from './DataSettings';
import { NetworkSettings } from './NetworkSettings';
import { SamplerSettings } from './SamplerSettings';
import { SaveLoad } from './SaveLoad';
import { ScheduleEditor } from './ScheduleEditor';
import { TrainingSettings } from './TrainingSettings';

/** Everything that decides what is learnt, and how; the common first. */
export function Settings() {
  const training = useTraining();
  const t = text.value.settings;
  return (
    <aside class="controls" aria-label={t.title}>
      <TrainingSettings />
      <SamplerSettings />
      <ScheduleEditor />
      <NetworkSettings />
      <DataSettings />
      <SaveLoad />
      <section class="group">
        <h2>{t.backend}</h2>
        <BackendRows status={training.status.value} />
        <BackendChoice value={training.settings.value.backend} onChange={(backend) => training.set({ backend })} />
      </section>
    </aside>
  );
}
