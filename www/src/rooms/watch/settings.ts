/** What the visitor can set in room Watch, and its form in the page's address. */
import type { Condition, ModelCard, SamplerConfig, Solver, Spacing } from '../../../../pkg/src/types';
import { PREFERENCES, type Preference } from '../../shared/state/engine-host';
import {
  choice,
  eraseFields,
  type Field,
  type Fields,
  flag,
  number,
  type Problem,
  readFields,
  writeFields,
} from '../../shared/state/fields';
import { DEFAULT_MODEL, MODELS, type ModelName } from '../../shared/state/names';

export const SHEETS = [1, 4, 16, 64] as const;
export type Sheet = (typeof SHEETS)[number];

export const SPACINGS = ['leading', 'trailing', 'linspace', 'quadratic'] as const satisfies readonly Spacing[];
export const SAMPLERS = ['ddpm', 'ddim', 'heun', 'dpm_solver'] as const;

/** Steps a second. 0: one step a click; Infinity: as fast as it goes. */
export const SPEEDS = [0, 1, 2, 5, 10, 20, 40, Infinity] as const;
export type Speed = (typeof SPEEDS)[number];

export const MAX_GUIDANCE = 8;

export interface WatchSettings {
  model: ModelName;
  /** One entry an attribute of the model; empty: nothing asked for. */
  condition: Condition;
  guidance: number;
  sampler: (typeof SAMPLERS)[number];
  /** DDPM's σ²: 0 is β̃, 1 is β. */
  variance: number;
  /** DDIM's η. */
  eta: number;
  steps: number;
  spacing: Spacing;
  clip: boolean;
  seed: number;
  sheet: Sheet;
  speed: Speed;
  backend: Preference;
}

export const DEFAULTS: Readonly<WatchSettings> = {
  model: DEFAULT_MODEL,
  condition: [],
  guidance: 1,
  sampler: 'ddpm',
  variance: 0,
  eta: 0,
  steps: 100,
  spacing: 'trailing',
  clip: true,
  seed: 1,
  sheet: 1,
  speed: 20,
  backend: 'auto',
};

/** `any,1,0`: one entry an attribute. */
const condition: Field<Condition> = {
  key: 'class',
  parse: (text) =>
    /^(any|\d{1,3})(,(any|\d{1,3})){0,7}$/.test(text) ? text.split(',').map((part) => (part === 'any' ? null : Number(part))) : undefined,
  format: (value) => value.map((part) => (part === null ? 'any' : String(part))).join(','),
};

const FIELDS: Fields<WatchSettings> = {
  model: choice('model', MODELS),
  condition,
  guidance: number('w', 0, MAX_GUIDANCE, false),
  sampler: choice('sampler', SAMPLERS),
  variance: number('variance', 0, 1, false),
  eta: number('eta', 0, 1, false),
  steps: number('steps', 1, 10_000, true),
  spacing: choice('spacing', SPACINGS),
  clip: flag('clip'),
  seed: number('seed', 0, 0xffff_ffff, true),
  sheet: choice('sheet', SHEETS),
  speed: choice('speed', SPEEDS, ['click', '1', '2', '5', '10', '20', '40', 'max']),
  backend: choice('backend', PREFERENCES),
};

/** The settings that an address asks for. */
export function parseSettings(query: URLSearchParams): { settings: WatchSettings; problems: Problem[] } {
  return readFields(FIELDS, DEFAULTS, query);
}

/** Writes what differs from the defaults into an address. */
export function writeSettings(settings: WatchSettings, query: URLSearchParams): void {
  writeFields(FIELDS, DEFAULTS, settings, query);
}

export function eraseSettings(query: URLSearchParams): void {
  eraseFields(FIELDS, query);
}

/** Fits settings to a model: its T, its attributes. What had to change is told. */
export function fitToModel(settings: WatchSettings, card: ModelCard): { settings: WatchSettings; problems: Problem[] } {
  const problems: Problem[] = [];
  const fitted = { ...settings };
  if (settings.steps > card.steps) {
    fitted.steps = card.steps;
    problems.push({ key: FIELDS.steps.key, asked: String(settings.steps), used: String(card.steps) });
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
export function isConditional(asked: Condition): boolean {
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
export function samplerConfig(settings: WatchSettings): SamplerConfig {
  return {
    sampler: solver(settings),
    steps: settings.steps,
    spacing: settings.spacing,
    seed: settings.seed,
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
