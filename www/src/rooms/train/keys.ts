/** What can be done in room Train, and its keys. */

import { text as shared } from '../../shared/i18n/text';
import { type Action, keysOf } from '../../shared/state/actions';
import { cycle, move, notationShortcut, nudge, type Shortcut, sharedShortcuts } from '../../shared/state/keys';
import { text } from './locales/text';
import { BATCHES, DATA, LAYERS, type Layer, LEARNING_RATES, PREDICTIONS, SAMPLERS, WHOSE } from './settings';
import type { Training } from './store/training';

const LAYER_KEYS: Readonly<Record<string, Layer>> = {
  1: 'data',
  2: 'samples',
  3: 'contours',
  4: 'forward',
  5: 'paths',
  6: 'field',
  7: 'error',
  8: 'density',
  9: 'mesh',
};

/** Follows one more sample and shows the layer of paths, as a click on the stage does. */
function followNext(training: Training): void {
  const count = training.samples.shown.value?.count ?? 0;
  const chosen = training.chosen.value;
  const next = ((chosen.at(-1) ?? -1) + 1) % Math.max(1, count);
  if (count === 0 || chosen.includes(next)) return;
  training.choose(next);
  const { layers } = training.settings.value;
  if (!layers.includes('paths')) training.set({ layers: [...layers, 'paths'] });
}

function followNone(training: Training): void {
  training.chosen.value = [];
}

export interface TrainActions {
  play: Action;
  step: Action;
  reset: Action;
  travel: Action;
}

export function trainActions(training: Training): TrainActions {
  const t = () => text.value.transport;
  const phase = () => training.trainer.phase.value;
  const ready = (): boolean => phase() === 'paused' || phase() === 'training';
  const { samples } = training;
  return {
    play: {
      icon: () => (phase() === 'training' ? 'pause' : 'play'),
      label: () => (phase() === 'training' ? t().pause : t().play),
      enabled: ready,
      act: () => training.toggle(),
    },
    step: { icon: () => 'step', label: () => t().step, enabled: () => phase() === 'paused', act: () => void training.steps(1) },
    reset: { icon: () => 'restart', label: () => t().reset, enabled: ready, act: () => void training.reset() },
    travel: {
      icon: () => (samples.travelling.value ? 'pause' : 'play'),
      label: () => (samples.travelling.value ? text.value.slider.stop : text.value.slider.travel),
      enabled: () => samples.shown.value !== null,
      act: () => samples.travel(),
    },
  };
}

export function trainShortcuts(training: Training, { play, step, reset, travel }: TrainActions): Shortcut[] {
  const says = (name: keyof (typeof text.value)['keys']) => () => text.value.keys[name];
  const settings = () => training.settings.value;
  return [
    keysOf({ ' ': play }, { shown: 'Space', says: says('play'), control: 'train.play' }),
    keysOf({ '.': step }, { shown: '.', says: says('step'), control: 'train.play' }),
    keysOf({ r: reset }, { shown: 'R', says: says('reset'), control: 'train.play' }),
    keysOf({ g: travel }, { shown: 'G', says: says('travel'), control: 'train.time' }),
    {
      keys: ['ArrowRight', 'ArrowLeft'],
      shown: '→ ←',
      says: says('moment'),
      control: 'train.time',
      act: (key) => training.samples.step(key === 'ArrowRight' ? 1 : -1),
    },
    {
      keys: ['Home', 'End'],
      shown: 'Home End',
      says: says('ends'),
      control: 'train.time',
      act: (key) => training.samples.seek(key === 'Home' ? 0 : 1),
    },
    {
      keys: ['f'],
      shown: 'Shift+F  F',
      says: says('follow'),
      act: (_, back) => (back ? followNone(training) : followNext(training)),
    },
    {
      keys: Object.keys(LAYER_KEYS),
      shown: '1 – 9',
      says: says('layers'),
      control: 'train.layers',
      act: (key) => {
        const layer = LAYER_KEYS[key];
        const { layers } = settings();
        if (layer) training.set({ layers: LAYERS.filter((name) => (name === layer ? !layers.includes(name) : layers.includes(name))) });
      },
    },
    {
      keys: ['w'],
      shown: 'W',
      says: says('whose'),
      control: 'train.layers',
      act: (_, back) => training.set({ whose: cycle(WHOSE, settings().whose, back) }),
    },
    {
      keys: ['d'],
      shown: 'D',
      says: says('data'),
      control: 'train.data',
      act: (_, back) =>
        training.set({
          data: cycle(
            DATA.filter((name) => name !== 'own'),
            settings().data === 'own' ? 'digits' : settings().data,
            back,
          ),
        }),
    },
    {
      keys: ['a'],
      shown: 'Shift+A  A',
      says: says('learningRate'),
      control: 'train.rate',
      act: (_, back) => {
        const at = LEARNING_RATES.findIndex((rate) => rate >= settings().learningRate);
        training.set({ learningRate: move(LEARNING_RATES, at, back) ?? settings().learningRate });
      },
    },
    {
      keys: ['b'],
      shown: 'Shift+B  B',
      says: says('batch'),
      control: 'train.batch',
      act: (_, back) => {
        const at = BATCHES.findIndex((batch) => batch >= settings().batch);
        training.set({ batch: move(BATCHES, at, back) ?? settings().batch });
      },
    },
    {
      keys: ['p'],
      shown: 'P',
      says: says('target'),
      control: 'train.target',
      act: (_, back) => training.set({ prediction: cycle(PREDICTIONS, settings().prediction, back) }),
    },
    {
      keys: ['s'],
      shown: 'S',
      says: says('sampler'),
      control: 'train.sampler',
      act: (_, back) => training.set({ sampler: cycle(SAMPLERS, settings().sampler, back) }),
    },
    {
      keys: ['e'],
      shown: 'Shift+E  E',
      says: says('variance'),
      control: 'train.sampler',
      act: (_, back) => {
        const { sampler, variance, eta } = settings();
        const by = back ? -0.1 : 0.1;
        training.set(sampler === 'ddpm' ? { variance: nudge(variance, by, 1) } : { eta: nudge(eta, by, 1) });
      },
    },
    {
      keys: ['x'],
      shown: 'X',
      says: says('exact'),
      control: 'train.samples',
      act: () => training.set({ exactSamples: !settings().exactSamples }),
    },
    notationShortcut(() => shared.value.keys.notation),
    ...sharedShortcuts({ language: () => shared.value.keys.language, theme: () => shared.value.keys.theme }),
  ];
}
