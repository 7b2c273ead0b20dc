import { useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { text } from '../../../shared/i18n/text';
import type { Lab } from '../store/lab';
import { useLab } from './context';

/** Where on the way the sentences change, as the noise's share √(1 − ᾱ_t) of x_t. */
const MOSTLY_NOISE = 0.985;
const SHAPES = 0.75;
const DETAILS = 0.15;

function sentence(lab: Lab): string {
  const m = text.value.story;
  const { mode, moment, last } = lab.view.value;
  const model = lab.model.value;
  if (!moment || !model) return m.waiting;
  const noise = Math.sqrt(1 - (model.curves.alphaBar[moment.t] ?? 1));
  if (mode === 'forward') return moment.t === 0 ? m.forwardData : noise > MOSTLY_NOISE ? m.forwardNoise : m.forwardSome;
  if (moment.t === 0) return m.done(last);
  if (noise > MOSTLY_NOISE) return m.noise;
  if (noise > SHAPES) return m.shapes;
  return noise > DETAILS ? m.details : m.last;
}

/** One sentence on what is happening. */
export function Story() {
  const lab = useLab();
  return <p class="story">{sentence(lab)}</p>;
}

/** Whoever listens to the page hears where it is at most so often. */
const SPEAK_MS = 4000;

/** The same for ears: t and the sentence, throttled. */
export function Announcer() {
  const lab = useLab();
  const spoken = useSignal('');
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useSignalEffect(() => {
    const { moment } = lab.view.value;
    const total = lab.model.value?.info.card.steps;
    sentence(lab);
    if (!moment || total === undefined || timer.current !== null) return;
    timer.current = setTimeout(() => {
      timer.current = null;
      const now = lab.view.peek().moment;
      if (now) spoken.value = `${text.peek().timeOf(now.t, total)}. ${sentence(lab)}`;
    }, SPEAK_MS);
  });
  return (
    <p class="unseen" aria-live="polite">
      {spoken}
    </p>
  );
}
