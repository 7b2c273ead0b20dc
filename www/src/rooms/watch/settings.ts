/** What the visitor can set in room Watch, and its form in the page's address. */
import type { Classes, ModelCard, SampleSettings, Solver } from '../../../../pkg/src/types';
import { backend } from '../../shared/state/engine-host';
import { DEFAULT_MODEL, MODELS } from '../../shared/state/names';
import { decimal, flag, oneOf, type Problem, type Setting, type SettingsOf, schema, seed, whole } from '../../shared/state/settings';
import { SPACINGS } from '../../shared/state/spacing';

export const SHEETS = [1, 4, 16, 64] as const;
export type Sheet = (typeof SHEETS)[number];

export const SAMPLERS = ['ddpm', 'ddim', 'heun', 'dpm_solver'] as const;

/** Steps a second. 0: one step a click; Infinity: as fast as it goes. */
export const SPEEDS = [0, 1, 2, 5, 10, 20, 40, Infinity] as const;
export type Speed = (typeof SPEEDS)[number];

export const MAX_GUIDANCE = 8;

/** `any,1,0`: one entry an attribute. */
const condition: Setting<Classes> = {
  key: 'class',
  initial: [],
  parse: (text) =>
    /^(any|\d{1,3})(,(any|\d{1,3})){0,7}$/.test(text) ? text.split(',').map((part) => (part === 'any' ? null : Number(part))) : undefined,
  format: (value) => value.map((part) => (part === null ? 'any' : String(part))).join(','),
};

const WATCH = schema({
  model: oneOf('model', MODELS, DEFAULT_MODEL),
  /** One entry an attribute of the model; empty: nothing asked for. */
  condition,
  guidance: decimal('w', { initial: 1, min: 0, max: MAX_GUIDANCE }),
  sampler: oneOf('sampler', SAMPLERS, 'ddpm'),
  /** DDPM's σ²: 0 is β̃, 1 is β. */
  variance: decimal('variance', { initial: 0, min: 0, max: 1 }),
  /** DDIM's η. */
  eta: decimal('eta', { initial: 0, min: 0, max: 1 }),
  steps: whole('steps', { initial: 100, min: 1, max: 10_000 }),
  spacing: oneOf('spacing', SPACINGS, 'trailing'),
  clip: flag('clip', true),
  seed: seed('seed'),
  sheet: oneOf('sheet', SHEETS, 1),
  speed: oneOf('speed', SPEEDS, 20, ['click', '1', '2', '5', '10', '20', '40', 'max']),
  backend,
});

export type WatchSettings = SettingsOf<typeof WATCH>;

/** A time of the chain, or none. */
const time: Setting<number | null> = {
  key: 'at',
  initial: null,
  parse: (text) => (/^\d{1,5}$/.test(text) ? Number(text) : undefined),
  format: (t) => (t === null ? '' : String(t)),
};

/** Where in a run one is: what a link says beside the settings, so that it opens to what was on the screen. */
export const SPOT = schema({
  /** The real picture that is noised or that the run began in, counted from 1; 0: it began in noise. */
  picture: whole('picture', { initial: 0, min: 0, max: 9999 }),
  /** The t at which the model took over from that picture; 0: it is still being noised. */
  noised: whole('noised', { initial: 0, min: 0, max: 10_000 }),
  /** The t of the moment that the run stands at; null: it plays to its end. */
  at: time,
});

export type Spot = SettingsOf<typeof SPOT>;

export const { defaults: DEFAULTS, parse: parseSettings, write: writeSettings } = WATCH;

/** Takes the settings and the place in the run out of an address. */
export function eraseSettings(query: URLSearchParams): void {
  WATCH.erase(query);
  SPOT.erase(query);
}

/** Fits settings to a model: its T, its attributes. Returns what had to change as well. */
export function fitToModel(settings: WatchSettings, card: ModelCard): { settings: WatchSettings; problems: Problem[] } {
  const problems: Problem[] = [];
  const fitted = { ...settings };
  if (settings.steps > card.steps) {
    fitted.steps = card.steps;
    problems.push({ key: WATCH.settings.steps.key, asked: String(settings.steps), used: String(card.steps) });
  }
  const attributes = card.network.attributes;
  const asked = settings.condition;
  fitted.condition = attributes.map((attribute, i) => {
    const value = asked[i] ?? null;
    return value !== null && value < attribute.values.length ? value : null;
  });
  const unheard = asked.some((value, i) => value !== null && value !== (fitted.condition[i] ?? null));
  if (unheard) problems.push({ key: condition.key, asked: condition.format(asked), used: condition.format(fitted.condition) });
  return { settings: fitted, problems };
}

/** Whether a class is asked for: without one, guidance has nothing to push towards. */
export function isConditional(asked: Classes): boolean {
  return asked.some((value) => value !== null);
}

function solver({ sampler, variance, eta }: WatchSettings): Solver {
  switch (sampler) {
    case 'ddpm':
      return { kind: 'ddpm', variance };
    case 'ddim':
      return { kind: 'ddim', eta };
    case 'heun':
    case 'dpm_solver':
      return { kind: sampler };
  }
}

/** What the engine is asked for. */
export function samplerConfig(settings: WatchSettings): SampleSettings {
  return {
    sampler: solver(settings),
    steps: settings.steps,
    spacing: settings.spacing,
    seed: settings.seed,
    count: settings.sheet,
    conditions: Array.from({ length: settings.sheet }, () => [...settings.condition]),
    guidance: isConditional(settings.condition) ? settings.guidance : 0,
    clip: settings.clip,
  };
}

const OF_THE_RUN = ['condition', 'guidance', 'sampler', 'variance', 'eta', 'steps', 'spacing', 'clip', 'seed', 'sheet'] as const;

/** Whether a run with the one differs from a run with the other. */
export function samplingChanged(before: WatchSettings, after: WatchSettings): boolean {
  return OF_THE_RUN.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
