/** What can be done in room Watch, and its keys. */

import { text as shared } from '../../shared/i18n/text';
import { type Action, keysOf } from '../../shared/state/actions';
import { PREFERENCES } from '../../shared/state/engine-host';
import { cycle, move, notationShortcut, nudge, type Shortcut, sharedShortcuts } from '../../shared/state/keys';
import { MODELS } from '../../shared/state/names';
import { SPACINGS } from '../../shared/state/spacing';
import { stepStops } from '../../shared/state/steps';
import { text } from './locales/text';
import { MAX_GUIDANCE, SAMPLERS, SHEETS, SPEEDS } from './settings';
import type { WatchStore } from './store/watch';

const ATTRIBUTE_KEYS = ['c', 'v', 'b'];

export interface WatchActions {
  play: Action;
  back: Action;
  forward: Action;
  restart: Action;
  fork: Action;
}

export function watchActions(store: WatchStore): WatchActions {
  const noising = (): boolean => store.view.value.mode === 'forward';
  const empty = (): boolean => store.view.value.moment === null;
  const atStart = (): boolean => (store.view.value.moment?.position ?? 0) === 0;
  const atEnd = (): boolean => store.view.value.moment?.t === 0;
  return {
    play: {
      icon: () => (!noising() && store.view.value.phase === 'playing' ? 'pause' : 'play'),
      label: () => {
        const m = text.value;
        const { phase } = store.view.value;
        if (noising()) return m.denoise;
        return phase === 'playing' ? m.pause : phase === 'done' ? m.again : m.play;
      },
      enabled: () => !empty() && !(noising() && atEnd()),
      reason: () => (noising() && atEnd() ? text.value.denoiseAtEnd : ''),
      act: () => store.toggle(),
    },
    back: { icon: () => 'back', label: () => text.value.back, enabled: () => !empty() && !atStart(), act: () => store.stepBack() },
    forward: { icon: () => 'step', label: () => text.value.step, enabled: () => !empty() && !atEnd(), act: () => store.stepForward() },
    restart: { icon: () => 'restart', label: () => text.value.restart, enabled: () => !empty(), act: () => store.restart() },
    fork: {
      icon: () => 'fork',
      label: () => text.value.fork,
      hint: () => {
        if (store.deterministic.value) return text.value.forkPointless;
        if (store.branches.full.value) return text.value.branches.full;
        return atEnd() ? text.value.forkAtEnd : text.value.forkHint;
      },
      enabled: () => !empty() && !atEnd() && !store.deterministic.value && !store.branches.full.value,
      reason: () => (store.deterministic.value ? text.value.forkPointless : store.branches.full.value ? text.value.branches.full : ''),
      act: () => store.fork(),
    },
  };
}

export function watchShortcuts(store: WatchStore, { play, back, forward, restart, fork }: WatchActions): Shortcut[] {
  return [
    keysOf({ ' ': play }, { shown: 'Space', says: () => text.value.keys.play, control: 'watch.play' }),
    keysOf({ ArrowRight: forward, ArrowLeft: back }, { shown: '→ ←', says: () => text.value.keys.step, control: 'watch.play' }),
    {
      keys: ['Home', 'End'],
      shown: 'Home End',
      says: () => text.value.keys.ends,
      control: 'watch.strip',
      act: (key) => store.seek(key === 'Home' ? 0 : Number.MAX_SAFE_INTEGER),
    },
    keysOf({ r: restart }, { shown: 'R', says: () => text.value.keys.restart, control: 'watch.play' }),
    keysOf({ f: fork }, { shown: 'F', says: () => text.value.keys.fork, control: 'watch.fork' }),
    { keys: ['d'], shown: 'D', says: () => text.value.keys.dice, control: 'watch.seed', act: () => store.dice() },
    {
      keys: ['o'],
      shown: 'O',
      says: () => text.value.keys.picture,
      control: 'watch.start',
      act: () => void (store.mode.value === 'forward' ? store.startFromNoise() : store.startFromPicture()),
    },
    {
      keys: ['-', '+', '='],
      shown: '− +',
      says: () => text.value.keys.speed,
      control: 'watch.speed',
      act: (key) => store.set({ speed: move(SPEEDS, SPEEDS.indexOf(store.settings.value.speed), key === '-') ?? 0 }),
    },
    {
      keys: ['1', '2', '3'],
      shown: '1 2 3',
      says: () => text.value.keys.shows,
      control: 'watch.parts',
      act: (key) => {
        store.shown.value = key === '1' ? 'x' : key === '2' ? 'x0' : 'eps';
      },
    },
    {
      keys: ['m'],
      shown: 'M',
      says: () => text.value.keys.model,
      control: 'watch.model',
      act: (_, back) => store.set({ model: cycle(MODELS, store.settings.value.model, back) }),
    },
    {
      keys: ATTRIBUTE_KEYS,
      shown: 'C V B',
      says: () => text.value.keys.attribute,
      control: 'watch.class',
      act: (key, back) => {
        const index = ATTRIBUTE_KEYS.indexOf(key);
        const values = store.model.value?.info.card.network.attributes[index]?.values;
        if (!values) return;
        const condition = [...store.settings.value.condition];
        condition[index] = cycle([null, ...values.keys()], condition[index] ?? null, back);
        store.set({ condition });
      },
    },
    {
      keys: ['g'],
      shown: 'Shift+G  G',
      says: () => text.value.keys.guidance,
      control: 'watch.guidance',
      act: (_, back) => store.set({ guidance: nudge(store.settings.value.guidance, back ? -0.5 : 0.5, MAX_GUIDANCE) }),
    },
    {
      keys: ['x'],
      shown: 'X',
      says: () => text.value.keys.sheet,
      control: 'watch.sheet',
      act: (_, back) => store.set({ sheet: cycle(SHEETS, store.settings.value.sheet, back) }),
    },
    {
      keys: ['s'],
      shown: 'S',
      says: () => text.value.keys.sampler,
      control: 'watch.sampler',
      act: () => store.set({ sampler: cycle(SAMPLERS, store.settings.value.sampler, false) }),
    },
    {
      keys: ['e'],
      shown: 'Shift+E  E',
      says: () => text.value.keys.variance,
      control: 'watch.variance',
      act: (_, back) => {
        const { sampler, variance, eta } = store.settings.value;
        const by = back ? -0.1 : 0.1;
        if (sampler === 'ddpm') store.set({ variance: nudge(variance, by, 1) });
        if (sampler === 'ddim') store.set({ eta: nudge(eta, by, 1) });
      },
    },
    {
      keys: ['n'],
      shown: 'Shift+N  N',
      says: () => text.value.keys.steps,
      control: 'watch.steps',
      act: (_, back) => {
        const stops = stepStops(store.model.value?.info.card.steps ?? 1000);
        const at = stops.findIndex((stop) => stop >= store.settings.value.steps);
        store.set({ steps: move(stops, at, back) ?? store.settings.value.steps });
      },
    },
    {
      keys: ['p'],
      shown: 'P',
      says: () => text.value.keys.spacing,
      control: 'watch.spacing',
      act: (_, back) => store.set({ spacing: cycle(SPACINGS, store.settings.value.spacing, back) }),
    },
    {
      keys: ['k'],
      shown: 'K',
      says: () => text.value.keys.clip,
      control: 'watch.clip',
      act: () => store.set({ clip: !store.settings.value.clip }),
    },
    {
      keys: ['u'],
      shown: 'U',
      says: () => text.value.keys.backend,
      control: 'watch.backend',
      act: (_, back) => store.set({ backend: cycle(PREFERENCES, store.settings.value.backend, back) }),
    },
    notationShortcut(() => shared.value.keys.notation),
    ...sharedShortcuts({ language: () => shared.value.keys.language, theme: () => shared.value.keys.theme }),
  ];
}
