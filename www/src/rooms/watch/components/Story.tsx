import { useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { text } from '../locales/text';
import type { WatchStore } from '../store/watch';
import { useWatch } from './context';

/** Where on the way the sentences change, as the noise's share √(1 − ᾱ_t) of x_t. */
const MOSTLY_NOISE = 0.985;
const SHAPES = 0.75;
const DETAILS = 0.15;

function sentence(store: WatchStore): string {
  const m = text.value.story;
  const { mode, moment, last } = store.view.value;
  const model = store.model.value;
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
  const store = useWatch();
  return <p class="story">{sentence(store)}</p>;
}

/** Milliseconds between two announcements to screen readers at least. */
const SPEAK_MS = 4000;

/** t and the sentence for screen readers, throttled. */
export function Announcer() {
  const store = useWatch();
  const spoken = useSignal('');
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useSignalEffect(() => {
    const { moment } = store.view.value;
    const total = store.model.value?.info.card.steps;
    sentence(store);
    if (!moment || total === undefined || timer.current !== null) return;
    timer.current = setTimeout(() => {
      timer.current = null;
      const now = store.view.peek().moment;
      if (now) spoken.value = `${text.peek().timeOf(now.t, total)}. ${sentence(store)}`;
    }, SPEAK_MS);
  });
  return (
    <p class="unseen" aria-live="polite">
      {spoken}
    </p>
  );
}
