import { Control } from '../../../../../shared/ui/Control';
import { JobBar } from '../../shared/JobBar';
import { text as shared } from '../../shared/locales/text';
import { PlaybackBar } from '../../shared/PlaybackBar';
import type { BreakActions } from '../actions';
import { text } from '../locales/text';
import type { BreakStore } from '../store/break-store';
import { BreakSettings } from './BreakSettings';
import { FaultCards } from './FaultCards';
import { Figures } from './Figures';
import { Quiz } from './Quiz';
import { SidesView } from './SidesView';

/** The whole page: what is wrong on the left, what comes of it on the right. */
export function BreakView({ store, actions }: { store: BreakStore; actions: BreakActions }) {
  const d = text.value;
  const { deal } = store.settings.value;
  const running = store.job.phase.value === 'running';
  return (
    <div class="break" data-busy={running} data-quiz={deal > 0}>
      <Control name="learn.settings">
        <BreakSettings store={store} />
      </Control>
      <div class="break-what">{deal > 0 ? <Quiz store={store} deal={actions.deal} /> : <FaultCards store={store} />}</div>
      <section class="break-stage" aria-label={d.comparison}>
        <SidesView store={store} />
        <PlaybackBar playback={store.playback} play={actions.play} shown={d.percent(store.playback.share.value)} />
        <JobBar job={store.job} says={store.training.value ? shared.value.training : shared.value.sampling} />
        {!running && store.measures.value.length === 0 && (
          <button type="button" onClick={() => void store.refresh()}>
            {d.compute}
          </button>
        )}
        <Figures store={store} />
      </section>
    </div>
  );
}
