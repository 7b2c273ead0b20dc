import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { listenToKeys } from '../keyboard';
import { text } from '../locales/text';
import type { Lab } from '../store/lab';
import { Backend, Badge } from './Backend';
import { Controls } from './Controls';
import { LabContext } from './context';
import { Header } from './Header';
import { Help } from './Help';
import { Identity } from './Identity';
import { NoticeList } from './NoticeList';
import { HistogramPlot, SchedulePlot } from './Plots';
import { Stage } from './Stage';
import { StepFormula } from './StepFormula';
import { Announcer, Story } from './Story';
import { Strip } from './Strip';
import { Transport } from './Transport';

export function App({ lab }: { lab: Lab }) {
  const m = text.value;
  const helping = useSignal(false);
  useEffect(() => listenToKeys(lab, () => (helping.value = true)), [lab, helping]);
  return (
    <LabContext.Provider value={lab}>
      <Header onHelp={() => (helping.value = true)} />
      <main class="room watch">
        <div class="intro">
          <h1>{m.heading(lab.settings.value.steps)}</h1>
          <p>{m.lead}</p>
        </div>
        <NoticeList />
        <div class="scene">
          <Stage />
          <Strip />
          <div class="drive">
            <Transport />
            <Badge />
          </div>
          <Story />
          <Identity />
          <StepFormula />
          <div class="plots">
            <SchedulePlot />
            <HistogramPlot />
          </div>
          <Backend />
        </div>
        <Controls />
      </main>
      <Announcer />
      {helping.value && <Help onClose={() => (helping.value = false)} />}
    </LabContext.Provider>
  );
}
