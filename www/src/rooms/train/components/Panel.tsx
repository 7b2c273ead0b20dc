import type { ComponentChildren } from 'preact';
import type { Job } from '../../../shared/state/job';
import { text } from '../locales/text';
import type { PanelName } from '../settings';
import { useTraining } from './context';

interface PanelProps<T> {
  name: PanelName;
  title: string;
  about: string;
  job: Job<T>;
  /** What the button says. */
  start: string;
  onStart(): void;
  /** Settings of the measurement, before its button. */
  settings?: ComponentChildren;
  children?: ComponentChildren;
}

/** A measurement on request: what it is, its settings, its progress, and what came out. */
export function Panel<T>({ name, title, about, job, start, onStart, settings, children }: PanelProps<T>) {
  const training = useTraining();
  const t = text.value.measurements;
  const running = job.phase.value === 'running';
  return (
    <details
      class="panel"
      data-panel={name}
      open={training.settings.value.open.includes(name)}
      onToggle={(event) => training.unfold(name, event.currentTarget.open)}
    >
      <summary>{title}</summary>
      <div class="panel-body">
        <p class="panel-about">{about}</p>
        {settings}
        <div class="panel-run">
          {running ? (
            <>
              <button type="button" onClick={() => job.cancel()}>
                {t.cancel}
              </button>
              <progress value={job.progress.value} aria-label={t.progress(Math.round(100 * job.progress.value))} />
            </>
          ) : (
            <button
              type="button"
              disabled={training.trainer.run.value === null}
              onClick={() => {
                // A network that goes on learning is no thing to be measured
                training.pause();
                onStart();
              }}
            >
              {start}
            </button>
          )}
        </div>
        {children}
      </div>
    </details>
  );
}
