import { Control } from '../../../../../shared/ui/Control';
import { Range } from '../../../../../shared/ui/Fields';
import { ActionButton } from '../../../../../shared/ui/IconButton';
import { JobBar } from '../../shared/JobBar';
import { text as sharedText } from '../../shared/locales/text';
import { isWhole } from '../../shared/trajectory';
import type { ForkActions } from '../actions';
import { text } from '../locales/text';
import type { ForkStore } from '../store/fork-store';
import { PARTICLES } from '../store/settings';
import { CoursePlot } from './CoursePlot';
import { ForkSettings } from './ForkSettings';
import { PictureStage } from './PictureStage';
import { PointStage } from './PointStage';

/** The whole page: what is frozen and what becomes of it, and the spread over t. */
export function ForkView({ store, actions }: { store: ForkStore; actions: ForkActions }) {
  const [d, p] = [text.value, sharedText.value];
  const { subject, draws, particle } = store.settings.value;
  const trajectory = store.trajectory.value;
  const ready = trajectory !== null && isWhole(trajectory);
  const busy = [store.base, store.forking, store.measuring].some((job) => job.phase.value === 'running');
  const points = subject === 'points';
  return (
    <div class="fork" data-busy={busy}>
      <Control name="learn.settings">
        <ForkSettings store={store} />
      </Control>
      <section class="fork-stage" aria-label={d.stageLabel}>
        {points ? <PointStage store={store} /> : <PictureStage store={store} />}
        <Range
          label={d.freeze}
          shown={`t = ${store.t.value}`}
          value={store.position.value}
          min={0}
          max={Math.max(1, (trajectory?.whole ?? 2) - 2)}
          step={1}
          ends={['T', '0']}
          disabled={!ready}
          onInput={(position) => store.freeze(position)}
        />
        {points && (
          <Range
            label={d.particle}
            shown={d.particleOf(particle + 1, PARTICLES)}
            value={particle + 1}
            min={1}
            max={PARTICLES}
            step={1}
            hint={d.particleHint}
            disabled={!ready}
            onInput={(number) => store.set({ particle: number - 1 })}
          />
        )}
        <JobBar job={store.base} says={store.training.value ? p.training : p.sampling} />
        <JobBar job={store.forking} says={d.forking(draws)} />
        <div class="stage-buttons">
          {!points && <ActionButton action={actions.forkPictures} words="primary" />}
          <ActionButton action={actions.redraw} words={points ? 'primary' : undefined} />
          {!ready && store.base.phase.value !== 'running' && (
            <button type="button" onClick={() => void store.refresh()}>
              {d.compute}
            </button>
          )}
        </div>
      </section>
      <CoursePlot store={store} measure={actions.measure} />
    </div>
  );
}
