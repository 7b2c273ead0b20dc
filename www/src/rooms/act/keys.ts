/** What can be done in room Act, and its keys. */
import { text as shared } from '../../shared/i18n/text';
import { type Action, keysOf } from '../../shared/state/actions';
import { cycle, type Shortcut, sharedShortcuts } from '../../shared/state/keys';
import { text } from './locales/text';
import { LOOKS, LOOPS, SHOWN, wholeChunk } from './settings';
import type { Act } from './store/act';

export interface ActActions {
  play: Action;
  reset: Action;
  film: Action;
  back: Action;
  forward: Action;
  redraw: Action;
  disturb: Action;
  measure: Action;
}

export function actActions(act: Act): ActActions {
  const t = () => text.value.transport;
  const phase = () => act.pair.phase.value;
  const ready = (): boolean => phase() === 'paused' || phase() === 'training';
  const rolled = (): boolean => act.rolled.value !== null;
  return {
    play: {
      icon: () => (phase() === 'training' ? 'pause' : 'play'),
      label: () => (phase() === 'training' ? t().pause : t().play),
      enabled: ready,
      act: () => act.toggle(),
    },
    reset: { icon: () => 'restart', label: () => t().reset, enabled: ready, act: () => void act.reset() },
    film: {
      icon: () => (act.film.travelling.value ? 'pause' : 'play'),
      label: () => (act.film.travelling.value ? t().stopFilm : t().film),
      enabled: rolled,
      act: () => {
        if (act.rolled.peek()) act.film.toggle();
      },
    },
    back: { icon: () => 'back', label: () => t().back, enabled: rolled, act: () => act.step(-1) },
    forward: { icon: () => 'step', label: () => t().forward, enabled: rolled, act: () => act.step(1) },
    redraw: { icon: () => 'dice', label: () => t().redraw, enabled: rolled, act: () => act.redraw() },
    disturb: { icon: () => 'pen', label: () => t().disturb, enabled: rolled, act: () => act.take('disturb') },
    measure: {
      icon: () => 'fork',
      label: () => text.value.measure.button,
      enabled: () => ready() && act.measuring.phase.value !== 'running',
      act: () => void act.measure(),
    },
  };
}

export function actShortcuts(act: Act, { play, reset, film, back, forward, redraw, disturb, measure }: ActActions): Shortcut[] {
  const says = (name: keyof (typeof text.value)['keys']) => () => text.value.keys[name];
  const settings = () => act.settings.value;
  return [
    keysOf({ ' ': play }, { shown: 'Space', says: says('play'), control: 'act.play' }),
    keysOf({ r: reset }, { shown: 'R', says: says('reset'), control: 'act.play' }),
    keysOf({ g: film }, { shown: 'G', says: says('film'), control: 'act.film' }),
    keysOf({ ArrowRight: forward, ArrowLeft: back }, { shown: '→ ←', says: says('shot'), control: 'act.film' }),
    {
      keys: ['Home', 'End'],
      shown: 'Home End',
      says: says('ends'),
      control: 'act.film',
      act: (key) => act.film.seek(key === 'Home' ? 0 : 1),
    },
    keysOf({ n: redraw }, { shown: 'N', says: says('redraw'), control: 'act.film' }),
    keysOf({ d: disturb }, { shown: 'D', says: says('disturb'), control: 'act.disturb' }),
    {
      keys: ['x'],
      shown: 'X',
      says: says('look'),
      control: 'act.closer',
      act: (_, back) => act.set({ look: cycle(LOOKS, settings().look, back) }),
    },
    keysOf({ m: measure }, { shown: 'M', says: says('measure'), control: 'act.measure' }),
    {
      keys: ['o'],
      shown: 'O',
      says: says('loop'),
      control: 'act.loop',
      act: (_, back) => act.set({ loop: cycle(LOOPS, settings().loop, back) }),
    },
    {
      keys: ['h'],
      shown: 'Shift+H  H',
      says: says('executed'),
      control: 'act.horizons',
      act: (_, back) => act.set({ executed: Math.min(wholeChunk(settings()), Math.max(1, settings().executed + (back ? -1 : 1))) }),
    },
    {
      keys: ['w'],
      shown: 'W',
      says: says('shown'),
      control: 'act.measure',
      act: (_, back) => act.set({ shown: cycle(SHOWN, settings().shown, back) }),
    },
    ...sharedShortcuts({ language: () => shared.value.keys.language, theme: () => shared.value.keys.theme }),
  ];
}
