import { Badge } from '../../../shared/ui/Backend';
import { Control } from '../../../shared/ui/Control';
import { useScreen } from '../../../shared/ui/element';
import { NoticeList } from '../../../shared/ui/NoticeList';
import { text } from '../locales/text';
import { Algorithm } from './Algorithm';
import { Announcer } from './Announcer';
import { useTraining } from './context';
import { DataPicker } from './DataPicker';
import { DistancePlot } from './DistancePlot';
import { Layers } from './Layers';
import { LossPlot } from './LossPlot';
import { Measurements } from './Measurements';
import { Numbers } from './Numbers';
import { SettingsPanel } from './SettingsPanel';
import { Stage } from './Stage';
import { TakeHome } from './TakeHome';
import { TimePlot } from './TimePlot';
import { Transport } from './Transport';
import { wordsOf } from './words';

/** Room two. */
export function TrainView() {
  const training = useTraining();
  const t = text.value;
  const computed = training.trainer.last.value?.backend ?? training.samples.shown.value?.cloud.backend ?? null;
  // Below the stage where that stays in sight; on a phone training comes first
  const beside = useScreen('(width >= 44rem)').value;
  const layers = (
    <Control name="train.layers">
      <Layers />
    </Control>
  );
  return (
    <main class="room train">
      <div class="intro">
        <h1>{t.heading}</h1>
        <p>{t.lead}</p>
      </div>
      <NoticeList from={[training.engineNotices, training.notices]} words={wordsOf} onRemedy={(remedy) => void training.remedy(remedy)} />
      <Control name="train.data">
        <DataPicker />
      </Control>
      <div class="bench">
        <div class="bench-stage">
          <Stage />
          {beside && layers}
        </div>
        <div class="bench-rest">
          <div class="learning">
            <Control name="train.play">
              <Transport />
            </Control>
            <Control name="train.numbers">
              <Numbers />
            </Control>
            <Control name="train.loss">
              <LossPlot />
            </Control>
            <Control name="train.algorithm">
              <Algorithm />
            </Control>
            <Badge status={training.status.value} computed={computed} />
          </div>
          {!beside && layers}
          <Control name="train.plots">
            <div class="plots">
              <TimePlot />
              <DistancePlot />
            </div>
          </Control>
          <Control name={['train.compare', 'train.quality', 'train.memory', 'train.bound', 'train.variance']}>
            <Measurements />
          </Control>
          <Control name="train.files">
            <TakeHome />
          </Control>
        </div>
      </div>
      <SettingsPanel />
      <Announcer />
    </main>
  );
}
