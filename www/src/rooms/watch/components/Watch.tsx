import { useComputed } from '@preact/signals';
import { Badge } from '../../../shared/ui/Backend';
import { Control } from '../../../shared/ui/Control';
import { NoticeList } from '../../../shared/ui/NoticeList';
import { text } from '../locales/text';
import { Backend } from './Backend';
import { Controls } from './Controls';
import { useWatch } from './context';
import { Identity } from './Identity';
import { Onward } from './Onward';
import { HistogramPlot, SchedulePlot } from './Plots';
import { Stage } from './Stage';
import { StepFormula } from './StepFormula';
import { Announcer, Story } from './Story';
import { Strip } from './Strip';
import { TakeHome } from './TakeHome';
import { Transport } from './Transport';

/** The view of room Watch. */
export function Watch() {
  const store = useWatch();
  const m = text.value;
  const computed = useComputed(() => store.view.value.moment?.backend ?? null).value;
  const forward = useComputed(() => store.view.value.mode === 'forward').value;
  return (
    <main class="room watch">
      <div class="intro">
        <h1>{forward ? m.headingForward : m.heading(store.settings.value.steps)}</h1>
        <p>{forward ? m.startHint : m.lead}</p>
      </div>
      <NoticeList from={[store.engineNotices, store.notices]} onRemedy={(remedy) => void store.remedy(remedy)} />
      <div class="scene">
        <Stage />
        <Story />
        <Control name="watch.parts">
          <Identity />
        </Control>
        <div class="drive">
          <Control name="watch.play">
            <Transport />
          </Control>
          <Badge status={store.status.value} computed={computed} />
        </div>
        <Control name="watch.strip">
          <Strip />
        </Control>
        <Control name="watch.formula">
          <StepFormula />
          <Onward />
        </Control>
        <Control name="watch.plots">
          <div class="plots">
            <SchedulePlot />
            <HistogramPlot />
          </div>
        </Control>
        <Control name="watch.backend">
          <Backend />
        </Control>
        <Control name="watch.files">
          <TakeHome />
        </Control>
      </div>
      <Controls />
      <Announcer />
    </main>
  );
}
