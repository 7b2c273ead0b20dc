import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { classroom } from '../../../shared/state/classroom';
import { Range } from '../../../shared/ui/Fields';
import { text } from '../locales/text';
import type { Answer, AnyExperiment, ValueForm } from '../store/experiment';
import { placeWords } from '../vec2';
import { PointPicture } from './PointPicture';
import { Rich } from './Rich';
import { HandCounter, Tally } from './ShowOfHands';

/** Predict, run, check: in this order and no other. */
export function ExperimentView({ experiment }: { experiment: AnyExperiment }) {
  const d = text.value;
  const { answer, job, right } = experiment;
  const running = job.phase.value === 'running';
  const check = experiment.check(d);
  const diagnosis = experiment.diagnosis(d);
  return (
    <section
      class="experiment"
      data-experiment={experiment.id}
      data-phase={check !== null ? 'checked' : answer.value === null ? 'open' : 'committed'}
    >
      <h3>{d.experiment.predict}</h3>
      <p>
        <Rich text={experiment.question(d)} />
      </p>
      {experiment.form.kind === 'point' && <PointPicture experiment={experiment} form={experiment.form} />}
      {answer.value === null ? (
        experiment.form.kind === 'point' ? (
          <CommitMark experiment={experiment} />
        ) : (
          <Ask experiment={experiment} form={experiment.form} />
        )
      ) : (
        <>
          <p class="committed">
            {d.experiment.said} <b>{answerWords(experiment, answer.value)}</b>
          </p>
          {check === null && (
            <div class="panel-run">
              {running ? (
                <>
                  <button type="button" onClick={() => job.cancel()}>
                    {d.experiment.cancel}
                  </button>
                  <progress value={job.progress.value} aria-label={d.experiment.progress(Math.round(100 * job.progress.value))} />
                </>
              ) : (
                <button type="button" class="primary" onClick={() => void experiment.run()}>
                  {d.experiment.run}
                </button>
              )}
            </div>
          )}
        </>
      )}
      <div aria-live="polite">
        {check !== null && (
          <div class={right.value ? 'verdict right' : 'verdict wrong'} data-right={right.value}>
            <p>
              <b>{right.value ? d.experiment.right : d.experiment.wrong}</b> <Rich text={check} />
            </p>
            {diagnosis !== null && (
              <p data-diagnosis>
                <Rich text={diagnosis} />
              </p>
            )}
          </div>
        )}
      </div>
      {answer.value !== null && <Tally experiment={experiment} />}
      {check !== null && (
        <button type="button" class="link" onClick={() => experiment.again()}>
          {d.experiment.again}
        </button>
      )}
    </section>
  );
}

function answerWords(experiment: AnyExperiment, answer: Answer): string {
  if (typeof answer !== 'number') return placeWords(answer);
  if (experiment.form.kind === 'number') return experiment.form.shown(answer);
  return experiment.options(text.value)[answer] ?? '';
}

/** Of a mark on a picture: nothing to fill in, only to stand by it. */
function CommitMark({ experiment }: { experiment: AnyExperiment }) {
  const mark = experiment.mark.value;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (mark) experiment.commit(mark);
      }}
    >
      <button type="submit" disabled={mark === null}>
        {text.value.experiment.commit}
      </button>
    </form>
  );
}

function Ask({ experiment, form }: { experiment: AnyExperiment; form: ValueForm }) {
  const d = text.value.experiment;
  const value = useSignal(form.kind === 'number' ? form.start : -1);
  // A slider that has not been moved is no prediction
  const moved = useSignal(false);
  const name = useId();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (form.kind === 'number' ? moved.value : value.value >= 0) experiment.commit(value.value);
      }}
    >
      {form.kind === 'choice' ? (
        <fieldset class="answers">
          <legend class="unseen">{d.predict}</legend>
          {experiment.options(text.value).map((option, i) => (
            <div class="answer" key={option}>
              <label>
                <input type="radio" name={name} checked={value.value === i} onChange={() => (value.value = i)} />
                <span>
                  <Rich text={option} />
                </span>
              </label>
              {classroom.present.value && <HandCounter experiment={experiment} option={i} name={option} />}
            </div>
          ))}
        </fieldset>
      ) : (
        <Range
          label={d.yours}
          shown={moved.value ? form.shown(value.value) : d.notMoved}
          value={value.value}
          min={form.low}
          max={form.high}
          step={form.step}
          onInput={(next) => {
            value.value = next;
            moved.value = true;
          }}
        />
      )}
      <button type="submit" disabled={form.kind === 'choice' ? value.value < 0 : !moved.value}>
        {d.commit}
      </button>
    </form>
  );
}
