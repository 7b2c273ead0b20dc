/** Keys of room Watch. */

import { text } from '../../shared/i18n/text';
import { PREFERENCES } from '../../shared/state/door';
import { move, notationShortcut, nudge, type Shortcut, sharedShortcuts, turn } from '../../shared/state/keys';
import { MODELS } from '../../shared/state/names';
import { stepStops } from '../../shared/state/steps';
import { MAX_GUIDANCE, SAMPLERS, SHEETS, SPACINGS, SPEEDS } from './settings';
import type { Lab } from './store/lab';

const ATTRIBUTE_KEYS = ['c', 'v', 'b'];

export function watchShortcuts(lab: Lab): Shortcut[] {
  return [
    { keys: [' '], shown: 'Space', says: () => text.value.keys.play, control: 'watch.play', act: () => lab.toggle() },
    {
      keys: ['ArrowRight', 'ArrowLeft'],
      shown: '→ ←',
      says: () => text.value.keys.step,
      control: 'watch.play',
      act: (key) => (key === 'ArrowRight' ? lab.stepForward() : lab.stepBack()),
    },
    {
      keys: ['Home', 'End'],
      shown: 'Home End',
      says: () => text.value.keys.ends,
      control: 'watch.strip',
      act: (key) => lab.seek(key === 'Home' ? 0 : Number.MAX_SAFE_INTEGER),
    },
    { keys: ['r'], shown: 'R', says: () => text.value.keys.restart, control: 'watch.play', act: () => lab.restart() },
    { keys: ['f'], shown: 'F', says: () => text.value.keys.fork, control: 'watch.fork', act: () => lab.fork() },
    { keys: ['d'], shown: 'D', says: () => text.value.keys.dice, control: 'watch.seed', act: () => lab.dice() },
    {
      keys: ['o'],
      shown: 'O',
      says: () => text.value.keys.picture,
      control: 'watch.start',
      act: () => void (lab.mode.value === 'forward' ? lab.startFromNoise() : lab.startFromPicture()),
    },
    {
      keys: ['-', '+', '='],
      shown: '− +',
      says: () => text.value.keys.speed,
      control: 'watch.speed',
      act: (key) => lab.set({ speed: move(SPEEDS, SPEEDS.indexOf(lab.settings.value.speed), key === '-') ?? 0 }),
    },
    {
      keys: ['1', '2', '3'],
      shown: '1 2 3',
      says: () => text.value.keys.shows,
      control: 'watch.parts',
      act: (key) => {
        lab.shown.value = key === '1' ? 'x' : key === '2' ? 'x0' : 'eps';
      },
    },
    {
      keys: ['m'],
      shown: 'M',
      says: () => text.value.keys.model,
      control: 'watch.model',
      act: (_, back) => lab.set({ model: turn(MODELS, lab.settings.value.model, back) }),
    },
    {
      keys: ATTRIBUTE_KEYS,
      shown: 'C V B',
      says: () => text.value.keys.attribute,
      control: 'watch.class',
      act: (key, back) => {
        const index = ATTRIBUTE_KEYS.indexOf(key);
        const values = lab.model.value?.info.card.network.attributes[index]?.values;
        if (!values) return;
        const condition = [...lab.settings.value.condition];
        condition[index] = turn([null, ...values.keys()], condition[index] ?? null, back);
        lab.set({ condition });
      },
    },
    {
      keys: ['g'],
      shown: 'Shift+G  G',
      says: () => text.value.keys.guidance,
      control: 'watch.guidance',
      act: (_, back) => lab.set({ guidance: nudge(lab.settings.value.guidance, back ? -0.5 : 0.5, MAX_GUIDANCE) }),
    },
    {
      keys: ['x'],
      shown: 'X',
      says: () => text.value.keys.sheet,
      control: 'watch.sheet',
      act: (_, back) => lab.set({ sheet: turn(SHEETS, lab.settings.value.sheet, back) }),
    },
    {
      keys: ['s'],
      shown: 'S',
      says: () => text.value.keys.sampler,
      control: 'watch.sampler',
      act: () => lab.set({ sampler: turn(SAMPLERS, lab.settings.value.sampler, false) }),
    },
    {
      keys: ['e'],
      shown: 'Shift+E  E',
      says: () => text.value.keys.variance,
      control: 'watch.variance',
      act: (_, back) => {
        const { sampler, variance, eta } = lab.settings.value;
        const by = back ? -0.1 : 0.1;
        if (sampler === 'ddpm') lab.set({ variance: nudge(variance, by, 1) });
        if (sampler === 'ddim') lab.set({ eta: nudge(eta, by, 1) });
      },
    },
    {
      keys: ['n'],
      shown: 'Shift+N  N',
      says: () => text.value.keys.steps,
      control: 'watch.steps',
      act: (_, back) => {
        const stops = stepStops(lab.model.value?.info.card.steps ?? 1000);
        const at = stops.findIndex((stop) => stop >= lab.settings.value.steps);
        lab.set({ steps: move(stops, at, back) ?? lab.settings.value.steps });
      },
    },
    {
      keys: ['p'],
      shown: 'P',
      says: () => text.value.keys.spacing,
      control: 'watch.spacing',
      act: (_, back) => lab.set({ spacing: turn(SPACINGS, lab.settings.value.spacing, back) }),
    },
    {
      keys: ['k'],
      shown: 'K',
      says: () => text.value.keys.clip,
      control: 'watch.clip',
      act: () => lab.set({ clip: !lab.settings.value.clip }),
    },
    {
      keys: ['u'],
      shown: 'U',
      says: () => text.value.keys.backend,
      control: 'watch.backend',
      act: (_, back) => lab.set({ backend: turn(PREFERENCES, lab.settings.value.backend, back) }),
    },
    notationShortcut(() => text.value.keys.notation),
    ...sharedShortcuts({ language: () => text.value.keys.language, theme: () => text.value.keys.theme }),
  ];
}
