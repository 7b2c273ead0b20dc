import { BackendChoice, BackendRows } from '../../../shared/ui/Backend';
import { Control } from '../../../shared/ui/Control';
import { Drawer } from '../../../shared/ui/Drawer';
import { text } from '../locales/text';
import { useTraining } from './context';
import { DataSettings } from './DataSettings';
import { NetworkSettings } from './NetworkSettings';
import { SamplerSettings } from './SamplerSettings';
import { SaveLoad } from './SaveLoad';
import { ScheduleEditor } from './ScheduleEditor';
import { TrainingSettings } from './TrainingSettings';

const LEARNT = ['train.rate', 'train.batch', 'train.target', 'train.more'] as const;
const DRAWN = ['train.sampler', 'train.samples'] as const;
const REST = ['train.schedule', 'train.network', 'train.points', 'train.files', 'train.backend'] as const;

/** Everything that decides what is learnt, and how; the common first. */
export function SettingsPanel() {
  const training = useTraining();
  const t = text.value.settings;
  return (
    <Control name={[...LEARNT, ...DRAWN, ...REST]}>
      <Drawer label={t.title}>
        <Control name={LEARNT}>
          <TrainingSettings />
        </Control>
        <Control name={DRAWN}>
          <SamplerSettings />
        </Control>
        <Control name="train.schedule">
          <ScheduleEditor />
        </Control>
        <Control name="train.network">
          <NetworkSettings />
        </Control>
        <Control name="train.points">
          <DataSettings />
        </Control>
        <Control name="train.files">
          <SaveLoad />
        </Control>
        <Control name="train.backend">
          <section class="group">
            <h2>{t.backend}</h2>
            <BackendRows status={training.status.value} />
            <BackendChoice value={training.settings.value.backend} onChange={(backend) => training.set({ backend })} />
          </section>
        </Control>
      </Drawer>
    </Control>
  );
}
