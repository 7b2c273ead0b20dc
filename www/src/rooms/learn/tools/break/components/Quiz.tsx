import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import type { Action } from '../../../../../shared/state/actions';
import { Segments } from '../../../../../shared/ui/Fields';
import { ActionButton } from '../../../../../shared/ui/IconButton';
import { text } from '../locales/text';
import { OUTCOMES } from '../quiz';
import type { BreakStore } from '../store/break-store';
import { LEVELS } from '../store/settings';
import { CodeLines, Explanation } from './FaultCards';

/** Something was dealt; which of the eight is it, or is nothing wrong? */
export function Quiz({ store, deal: another }: { store: BreakStore; deal: Action }) {
  const d = text.value;
  const { deal, level } = store.settings.value;
  const { asked, right } = store.score.value;
  const answer = store.answer.value;
  return (
    <section class="experiment quiz" data-phase={answer === null ? 'open' : 'checked'}>
      <h2 class="part-name">{d.quiz.title(deal)}</h2>
      <p>{level === 'alone' ? d.quiz.askAlone : d.quiz.ask}</p>
      {answer === null ? <Ask key={deal} store={store} /> : <Verdict store={store} answer={answer} />}
      <div class="stage-buttons">
        <ActionButton action={another} />
      </div>
      <Segments
        label={d.quiz.level}
        options={LEVELS.map((value) => ({ value, label: d.quiz.levels[value] }))}
        value={level}
        onChange={(next) => store.set({ level: next })}
      />
      <p class="quiz-score" data-score={`${right}/${asked}`}>
        {d.quiz.score(right, asked)}{' '}
        {asked > 0 && (
          <button type="button" class="link" onClick={() => store.forget()}>
            {d.quiz.reset}
          </button>
        )}
      </p>
      <p class="hint">{d.quiz.class(deal)}</p>
    </section>
  );
}

function Ask({ store }: { store: BreakStore }) {
  const d = text.value;
  const value = useSignal(-1);
  const name = useId();
  const { deal } = store.settings.value;
  useEffect(() => {
    value.value = -1;
  }, [deal, value]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (value.value >= 0) store.commit(value.value);
      }}
    >
      <fieldset class="answers">
        <legend class="unseen">{d.quiz.answers}</legend>
        {OUTCOMES.map((outcome, i) => (
          <label key={outcome ?? 'none'}>
            <input type="radio" name={name} checked={value.value === i} onChange={() => (value.value = i)} />
            <span>{nameOf(i)}</span>
          </label>
        ))}
      </fieldset>
      <button type="submit" class="primary" disabled={value.value < 0 || store.measures.value.length === 0}>
        {d.quiz.commit}
      </button>
    </form>
  );
}

function nameOf(index: number): string {
  const d = text.value;
  const outcome = OUTCOMES[index];
  return outcome ? d.faults[outcome].name : d.quiz.nothing;
}

function Verdict({ store, answer }: { store: BreakStore; answer: number }) {
  const d = text.value;
  const fault = store.fault.value;
  const found = OUTCOMES[answer] === fault;
  return (
    <>
      <p class="committed">
        {d.quiz.said} <b>{nameOf(answer)}</b>
      </p>
      <div class={found ? 'verdict right' : 'verdict wrong'} data-right={found} role="status">
        <p>
          <b>{found ? d.quiz.found : d.quiz.missed}</b> {d.quiz.was} <b>{nameOf(OUTCOMES.indexOf(fault))}</b>
        </p>
        {fault ? (
          <>
            <CodeLines fault={fault} blind={false} />
            <Explanation fault={fault} store={store} />
          </>
        ) : (
          <p>{d.quiz.nothingWhy}</p>
        )}
      </div>
    </>
  );
}
