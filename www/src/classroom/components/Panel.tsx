import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { classroom } from '../../shared/state/classroom';
import { Segments } from '../../shared/ui/Fields';
import { IconButton } from '../../shared/ui/IconButton';
import { Draft, LINK_LANGUAGES } from '../draft';
import { text } from '../locales/text';
import type { Guide } from '../steering';
import { ControlPicker } from './ControlPicker';
import { LinkBox } from './LinkBox';
import { PlacePicker } from './PlacePicker';
import { ScriptEditor } from './ScriptEditor';

let kept: Draft | null = null;

/** The draft of this page: begun with the script that the page was opened with. */
function draftOfPage(): Draft {
  if (kept) return kept;
  kept = new Draft();
  const script = classroom.script.peek();
  if (script) kept.begin(script, text.peek().notes);
  return kept;
}

/** The teacher's panel. `here` is the address of the page as it is, its part after the question mark. */
export function Panel({ guide, here }: { guide: Guide; here: string }) {
  const d = text.value;
  const draft = draftOfPage();
  const dialog = useRef<HTMLDialogElement>(null);
  // Before it can be seen, so that an Escape meant for it is not lost
  useLayoutEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    draft.here.value = here;
  }, [draft, here]);
  const close = (): void => dialog.current?.close();
  const presentNow = (): void => {
    close();
    const script = draft.readClassScript();
    classroom.script.value = script;
    classroom.stop.value = 1;
    classroom.hide.value = draft.hide.value;
    classroom.unhidden.value = false;
    classroom.present.value = true;
    const first = script?.stops[0];
    if (first || draft.place.value !== 'here') guide.goTo(first ? first.place : draft.chosen.value);
  };
  return (
    <dialog ref={dialog} class="help class-panel" aria-labelledby="class-title" onClose={() => (classroom.panel.value = false)}>
      <div class="help-sheet">
        <IconButton icon="close" class="close" label={d.close} onClick={close} />
        <header>
          <h2 id="class-title">{d.title}</h2>
          <p class="hint">{d.lead}</p>
        </header>
        <div class="class-columns">
          <div class="class-choices">
            <PlacePicker draft={draft} />
            <ScriptEditor
              draft={draft}
              onTry={(place) => {
                close();
                guide.goTo(place);
              }}
            />
            <ControlPicker draft={draft} />
          </div>
          <div class="class-result">
            <section class="group">
              <h3>{d.how}</h3>
              <Check label={d.present} checked={draft.present.value} onChange={(on) => (draft.present.value = on)} />
              <Check label={d.seed} checked={draft.seed.value} onChange={(on) => (draft.seed.value = on)} />
              <Segments
                label={d.languageLabel}
                options={LINK_LANGUAGES.map((value) => ({ value, label: d.languages[value] }))}
                value={draft.language.value}
                onChange={(value) => (draft.language.value = value)}
              />
            </section>
            <LinkBox draft={draft} onPresent={presentNow} />
          </div>
        </div>
      </div>
    </dialog>
  );
}

function Check({ label, checked, onChange }: { label: string; checked: boolean; onChange(on: boolean): void }) {
  return (
    <label class="field check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}
