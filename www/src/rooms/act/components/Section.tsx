import type { ComponentChildren } from 'preact';
import { text as shared } from '../../../shared/i18n/text';
import type { ControlName } from '../../../shared/state/controls';
import type { Job } from '../../../shared/state/job';
import { Control } from '../../../shared/ui/Control';

/** A part of the room that unfolds: what is beyond the first look. */
export function Section({ name, title, children }: { name: ControlName; title: string; children: ComponentChildren }) {
  return (
    <Control name={name}>
      <details class="act-section" data-section={name}>
        <summary>
          <h2>{title}</h2>
        </summary>
        <div class="act-section-body">{children}</div>
      </details>
    </Control>
  );
}

interface RunJobProps {
  job: Job<unknown>;
  label: string;
  disabled?: boolean;
  run(): void;
}

/** A button for a measurement, how far it is, and a way to stop it. */
export function RunJob({ job, label, disabled = false, run }: RunJobProps) {
  const running = job.phase.value === 'running';
  return (
    <div class="act-go">
      <button type="button" class="labelled" disabled={disabled || running} onClick={run}>
        {label}
      </button>
      {running && (
        <>
          <progress value={job.progress.value} aria-label={label} />
          <button type="button" onClick={() => job.cancel()}>
            {shared.value.takeHome.cancel}
          </button>
        </>
      )}
    </div>
  );
}
