import type { Job } from '../../../../shared/state/job';
import { text } from './locales/text';

/** What is under way: how far, and a button that ends it. */
export function JobBar({ job, says }: { job: Pick<Job<unknown>, 'phase' | 'progress' | 'cancel'>; says: string }) {
  const d = text.value;
  if (job.phase.value !== 'running') return null;
  return (
    <div class="panel-run job" data-running>
      <span class="hint">{says}</span>
      <progress value={job.progress.value} aria-label={d.progress(Math.round(100 * job.progress.value))} />
      <button type="button" onClick={() => job.cancel()}>
        {d.stop}
      </button>
    </div>
  );
}
