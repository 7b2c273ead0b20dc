import { useSignal } from '@preact/signals';
import { Fragment } from 'preact';
import { useId } from 'preact/hooks';
import { FAULTS, type Fault, lineOf } from '../faults';
import { text } from '../locales/text';
import type { BreakStore } from '../store/break-store';

/** The faults to choose from, each with its wrong line and the right one. */
export function FaultCards({ store }: { store: BreakStore }) {
  const d = text.value;
  const settings = store.settings.value;
  const name = useId();
  const blind = settings.subject === 'points' && settings.eps === 'network';
  return (
    <fieldset class="fault-cards">
      <legend>{d.choose}</legend>
      {FAULTS.map((fault) => (
        <Fragment key={fault}>
          <label class="fault-card" data-fault={fault}>
            <input
              type="radio"
              name={name}
              aria-labelledby={`${name}-${fault}`}
              aria-describedby={`${name}-${fault}-more`}
              checked={fault === settings.fault}
              onChange={() => store.set({ fault })}
            />
            <span class="fault-text">
              <b id={`${name}-${fault}`}>{d.faults[fault].name}</b>
              <span id={`${name}-${fault}-more`} class="fault-more">
                <CodeLines fault={fault} blind={blind} />
              </span>
            </span>
          </label>
          {fault === settings.fault && <Told fault={fault} store={store} />}
        </Fragment>
      ))}
    </fieldset>
  );
}

/** The explanation, shown on request. */
function Told({ fault, store }: { fault: Fault; store: BreakStore }) {
  const asked = useSignal(false);
  return (
    <div class="fault-told">
      {asked.value ? (
        <Explanation fault={fault} store={store} />
      ) : (
        <button type="button" class="link" onClick={() => (asked.value = true)}>
          {text.value.tell}
        </button>
      )}
    </div>
  );
}

/** The line as it was written, and as it should be. */
export function CodeLines({ fault, blind }: { fault: Fault; blind: boolean }) {
  const d = text.value;
  const line = lineOf(fault, blind);
  return (
    <span class="code-lines">
      <span class="code-wrong">
        <span role="img" aria-label={d.wrongLine}>
          ✗
        </span>{' '}
        <code>{line.wrong}</code>
      </span>
      <span class="code-right">
        <span role="img" aria-label={d.rightLine}>
          ✓
        </span>{' '}
        <code>{line.right}</code>
      </span>
    </span>
  );
}

/** What to look for, and why it is so. */
export function Explanation({ fault, store }: { fault: Fault; store: BreakStore }) {
  const d = text.value;
  const { subject, eps, deal } = store.settings.value;
  const words = d.faults[fault];
  const told = subject === 'pictures' || eps === 'exact' || deal > 0;
  return (
    <span class="fault-words">
      <span>
        <span class="fault-head">{d.look}</span> {words.look[subject]}
      </span>
      <span>
        <span class="fault-head">{d.why}</span> {words.why}
      </span>
      {fault === 'one_time' && <span>{told ? d.toldHalf : d.blindNetwork}</span>}
    </span>
  );
}
