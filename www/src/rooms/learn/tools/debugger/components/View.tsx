import { Control } from '../../../../../shared/ui/Control';
import { OwnNumbers } from '../../../components/context';
import type { DebuggerActions } from '../actions';
import { text } from '../locales/text';
import { AlgorithmBox } from './AlgorithmBox';
import { useDebugger } from './context';
import { PicturesStage } from './PicturesStage';
import { PointsStage } from './PointsStage';
import { Choice, Settings } from './Settings';
import { Bar, Pacing } from './Transport';
import { TurnStage } from './TurnStage';

/** The algorithm with its transport on one side, what it does on the other. */
export function DebuggerView({ actions }: { actions: DebuggerActions }) {
  const store = useDebugger();
  const mode = store.mode.value;
  return (
    <div class="debugger" data-phase={store.phase.value}>
      <Control name="learn.settings">
        <Choice />
      </Control>
      <Bar actions={actions} />
      <div class="debug-columns">
        <div class="debug-side debug-lines">
          {/* Its formulas have the numbers of what is followed, and no others */}
          <OwnNumbers.Provider value={null}>
            <AlgorithmBox />
          </OwnNumbers.Provider>
          <Pacing actions={actions} />
        </div>
        <div class="debug-side debug-stage">
          <Waiting />
          {mode === 'turns' ? <TurnStage /> : mode === 'points' ? <PointsStage /> : <PicturesStage />}
        </div>
      </div>
      <Control name="learn.settings">
        <Settings />
      </Control>
    </div>
  );
}

/** What there is to wait for, and what else could be done. */
function Waiting() {
  const store = useDebugger();
  const d = text.value;
  const phase = store.phase.value;
  const { training } = store.points;
  if (phase === 'given up') {
    return (
      <div class="debug-waiting">
        <p>{d.notTrained}</p>
        <div class="stage-buttons">
          <button type="button" class="primary" onClick={() => store.enter()}>
            {d.train}
          </button>
          <button type="button" onClick={() => store.set({ eps: 'exact' })}>
            {d.takeExact}
          </button>
        </div>
      </div>
    );
  }
  if (phase !== 'opening') return null;
  if (training.phase.value !== 'running') return <p class="hint">{store.mode.value === 'pictures' ? d.loadingModel : d.opening}</p>;
  return (
    <div class="debug-waiting">
      <p>{d.training}</p>
      <div class="stage-buttons">
        <progress value={training.progress.value} aria-label={d.training} />
        <button type="button" onClick={() => store.giveUp()}>
          {d.giveUp}
        </button>
      </div>
    </div>
  );
}
