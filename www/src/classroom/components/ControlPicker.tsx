import { text as shared } from '../../shared/i18n/text';
import { controlsOf, SEEDS } from '../../shared/state/controls';
import { ROOMS } from '../../shared/state/names';
import { type Draft, PRESETS } from '../draft';
import { text } from '../locales/text';

/** A tick for every control of every room. */
export function ControlPicker({ draft }: { draft: Draft }) {
  const d = text.value;
  return (
    <section class="group">
      <h3>{d.controlsTitle}</h3>
      <p class="hint">{d.controlsLead}</p>
      {ROOMS.map((room) => {
        const names = controlsOf(room);
        const shown = names.filter((name) => !draft.hidden.value.has(name)).length;
        return (
          <details key={room} class="more" data-controls={room}>
            <summary>
              {shared.value.roomNames[room]} <span class="hint">{d.at(shown, names.length)}</span>
            </summary>
            <div class="more-fields">
              <div class="draw-tools">
                {PRESETS.map((preset) => (
                  <button key={preset} type="button" onClick={() => draft.preset(preset, names)}>
                    {d.presets[preset]}
                  </button>
                ))}
              </div>
              <fieldset class="field control-ticks">
                <legend class="unseen">{shared.value.roomNames[room]}</legend>
                {names.map((name) => (
                  <label key={name} class="check" data-control={name}>
                    <input
                      type="checkbox"
                      checked={!draft.hide.value.includes(name)}
                      disabled={draft.seed.value && SEEDS.includes(name)}
                      onChange={(event) => draft.show(name, event.currentTarget.checked)}
                    />
                    <span>{d.controls[name]}</span>
                  </label>
                ))}
              </fieldset>
            </div>
          </details>
        );
      })}
    </section>
  );
}
