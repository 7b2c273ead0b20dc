import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { text } from '../locales/text';
import type { SelfCheck } from '../store/self-check';
import { type ChoiceQuestion, type Given, isRight, optionsOf, type Question, readNumber, thoughtOf } from '../teaching';
import { Rich } from './Rich';

/** The questions of a self-check, one at a time, each with an answer to the answer; in the end how many were right. */
export function SelfCheckView({ check }: { check: SelfCheck }) {
  const d = text.value.teaching.check;
  const question = check.question();
  const result = check.result();
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(check.at.value);
  useEffect(() => {
    // The button that led here is gone: the focus moves to the question, so that keyboard and screen reader go on there
    if (before.current !== check.at.value) place.current?.focus({ preventScroll: true });
    before.current = check.at.value;
  }, [check.at.value, check]);
  return (
    <section
      class="self-check"
      data-question={check.name.value ?? undefined}
      data-phase={result ? 'over' : check.answer.value === null ? 'open' : 'answered'}
    >
      <div ref={place} tabIndex={-1}>
        <h2>
          {d.title} {question && <span class="hint">{d.of(check.at.value + 1, check.drawn.value.length)}</span>}
        </h2>
      </div>
      {question && <Asked key={check.name.value} check={check} question={question} />}
      {result && (
        <>
          <p>
            <b>{d.result(result.right, result.all)}</b> {d.later}
          </p>
          <button type="button" onClick={() => check.begin()}>
            {d.again}
          </button>
        </>
      )}
    </section>
  );
}

function Asked({ check, question }: { check: SelfCheck; question: Question }) {
  const d = text.value.teaching.check;
  const answer = check.answer.value;
  const last = check.at.value === check.drawn.value.length - 1;
  return (
    <>
      <p>
        <Rich text={question.asks} />
      </p>
      {answer === null ? (
        question.kind === 'choice' ? (
          <Choice question={question} order={check.order(optionsOf(question).length)} onAnswer={(given) => check.commit(given)} />
        ) : (
          <NumberField onAnswer={(given) => check.commit(given)} />
        )
      ) : (
        <p class="committed">
          {text.value.experiment.said} <b>{question.kind === 'choice' ? <Rich text={optionsOf(question)[answer] ?? ''} /> : answer}</b>
        </p>
      )}
      <div aria-live="polite">{answer !== null && <Feedback question={question} given={answer} />}</div>
      {answer !== null && (
        <button type="button" class="primary" onClick={() => check.next()}>
          {last ? d.finish : d.next}
        </button>
      )}
    </>
  );
}

/** Whether an answer was right; of a wrong one what it may have come from; and why the right one is right. */
function Feedback({ question, given }: { question: Question; given: Given }) {
  const d = text.value.teaching.check;
  const right = isRight(question, given);
  const thought = thoughtOf(question, given);
  return (
    <div class={right ? 'verdict right' : 'verdict wrong'} data-right={right}>
      <p>
        <b>{right ? d.right : d.wrong}</b> {thought !== null && <Rich text={thought} />}
      </p>
      <p>
        {!right && (
          <>
            <b>
              {d.itIs} {question.kind === 'choice' ? <Rich text={question.right} /> : question.value}
            </b>
            <br />
          </>
        )}
        <Rich text={question.because} />
      </p>
    </div>
  );
}

interface AskProps {
  onAnswer(given: Given): void;
}

function Choice({ question, order, onAnswer }: AskProps & { question: ChoiceQuestion; order: readonly number[] }) {
  const d = text.value.teaching.check;
  const chosen = useSignal<Given | null>(null);
  const name = useId();
  const options = optionsOf(question);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.value !== null) onAnswer(chosen.value);
      }}
    >
      <fieldset class="answers">
        <legend class="unseen">{d.title}</legend>
        {order.map((i) => (
          <div class="answer" key={i}>
            <label>
              <input
                type="radio"
                name={name}
                value={i}
                // An option that is a formula alone has no text to be read out
                aria-label={/^\{(\w+)\}$/.exec(options[i] ?? '')?.[1]}
                checked={chosen.value === i}
                onChange={() => (chosen.value = i)}
              />
              <span>
                <Rich text={options[i] ?? ''} />
              </span>
            </label>
          </div>
        ))}
      </fieldset>
      <button type="submit" disabled={chosen.value === null}>
        {d.answer}
      </button>
    </form>
  );
}

function NumberField({ onAnswer }: AskProps) {
  const d = text.value.teaching.check;
  const written = useSignal('');
  const wrong = useSignal(false);
  const hint = useId();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const given = readNumber(written.value);
        if (given === null) wrong.value = true;
        else onAnswer(given);
      }}
    >
      <label class="number-answer">
        {d.number}{' '}
        <input
          type="text"
          inputMode="decimal"
          autocomplete="off"
          value={written.value}
          aria-invalid={wrong.value || undefined}
          aria-describedby={wrong.value ? hint : undefined}
          onInput={(event) => {
            written.value = event.currentTarget.value;
            wrong.value = false;
          }}
        />
      </label>
      {wrong.value && (
        <p class="hint" id={hint} role="alert">
          {d.notNumber}
        </p>
      )}
      <button type="submit" disabled={written.value.trim() === ''}>
        {d.answer}
      </button>
    </form>
  );
}
