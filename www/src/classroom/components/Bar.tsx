import type { ComponentChildren } from 'preact';
import { classroom, noteIn } from '../../shared/state/classroom';
import { Icon } from '../../shared/ui/Icon';
import { text } from '../locales/text';
import { type Guide, screenRefused } from '../steering';

/** The foot of a presentation: where the script is, its note, and what a teacher needs. Everything has a key, too. */
export function Bar({ guide, scenes }: { guide: Guide; scenes: boolean }) {
  const d = text.value;
  const script = classroom.script.value;
  const at = classroom.stop.value;
  const stop = script?.stops[at - 1];
  const note = screenRefused.value ? d.noFullScreen : stop ? noteIn(stop, d.notes) : '';
  return (
    <aside class="present-bar" aria-label={d.bar}>
      {(script || scenes) && (
        <div class="present-steps">
          <Tool label={d.before} disabled={script !== null && at === 1} onClick={() => guide.move(-1)}>
            ←
          </Tool>
          {script && (
            <span class="present-count">
              <span aria-hidden="true">{d.at(at, script.stops.length)}</span>
              <span class="unseen">{d.atLabel(at, script.stops.length)}</span>
            </span>
          )}
          <Tool label={d.next} disabled={script !== null && at === script.stops.length} onClick={() => guide.move(1)}>
            →
          </Tool>
        </div>
      )}
      <p class="present-note" aria-live="polite">
        {note}
      </p>
      <div class="present-tools">
        <Tool label={d.blank} onClick={() => (classroom.blank.value = true)}>
          <Icon name="moon" />
        </Tool>
        <Tool label={d.fullScreen} onClick={() => guide.fullScreen()}>
          <Icon name="screen" />
        </Tool>
        <Tool label={d.leave} onClick={() => classroom.leave()}>
          <Icon name="close" />
        </Tool>
      </div>
      {classroom.blank.value && <Blank />}
    </aside>
  );
}

/** A dark screen: the class looks at the teacher. */
function Blank() {
  return (
    <button
      type="button"
      class="present-blank"
      ref={(button) => button?.focus()}
      onClick={() => {
        classroom.blank.value = false;
      }}
    >
      {text.value.blankSays}
    </button>
  );
}

interface ToolProps {
  label: string;
  disabled?: boolean;
  onClick(): void;
  children: ComponentChildren;
}

function Tool({ label, disabled = false, onClick, children }: ToolProps) {
  return (
    <button type="button" class="quiet" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      {children}
    </button>
  );
}
