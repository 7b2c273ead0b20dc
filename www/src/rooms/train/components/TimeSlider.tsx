import { ActionButton } from '../../../shared/ui/IconButton';
import { text } from '../locales/text';
import { useActions, useTraining } from './context';

/** From noise on the left to data on the right: the moments of the samples' way. */
export function TimeSlider() {
  const training = useTraining();
  const t = text.value.slider;
  const { samples } = training;
  const times = samples.shown.value?.cloud.times ?? [];
  const last = Math.max(1, times.length - 1);
  const position = samples.position.value;
  const walks = new Set(times).size > 1 || times.length < 2;
  const { steps } = training.settings.value;
  const shown = walks ? t.at(samples.t.value) : t.iteration(Math.round((position / last) * steps), steps, samples.t.value);
  return (
    <div class="time-slider">
      <ActionButton action={useActions().travel} />
      <div class="time-track">
        <input
          type="range"
          min={0}
          max={last}
          step={1}
          value={position}
          disabled={times.length === 0}
          aria-label={t.label}
          aria-valuetext={shown}
          onInput={(event) => samples.seek(event.currentTarget.valueAsNumber / last)}
        />
        <div class="time-ends" aria-hidden="true">
          {walks && (
            <span class="noise">
              <i class="math">t = T</i> {t.noise}
            </span>
          )}
          <span class="clock">
            <b>{shown}</b>
          </span>
          {walks && (
            <span class="data">
              {t.data} <i class="math">t = 0</i>
            </span>
          )}
        </div>
      </div>
    </div>
  );
}
