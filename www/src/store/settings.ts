/** What the visitor can set, and its form in the page's address. Text from an address is hostile until parsed here. */
import type { BackendName, Condition, ModelCard, SamplerConfig, Spacing } from '../engine/types';

export const MODELS = ['avatars', 'digits'] as const;
export type ModelName = (typeof MODELS)[number];

export const SHEETS = [1, 4, 16, 64] as const;
export type Sheet = (typeof SHEETS)[number];

export const SPACINGS = ['leading', 'trailing', 'linspace', 'quadratic'] as const satisfies readonly Spacing[];
export const SAMPLERS = ['ddpm', 'ddim'] as const;
export const PREFERENCES = ['auto', 'cpu', 'webgpu'] as const satisfies readonly ('auto' | BackendName)[];

/** Steps a second. 0: one step a click; Infinity: as fast as it goes. */
export const SPEEDS = [0, 1, 2, 5, 10, 20, 40, Infinity] as const;
export type Speed = (typeof SPEEDS)[number];

/** Stops of the slider for the number of network calls; those above a model's T are left out, T itself is added. */
export const STEP_STOPS = [5, 10, 20, 35, 50, 75, 100, 150, 200, 250, 400, 500, 750, 1000] as const;

export const MAX_GUIDANCE = 8;

export interface Settings {
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
  backend: 'auto' | BackendName;
}

export const DEFAULTS: Readonly<Settings> = {
  model: 'avatars',
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

/** A value in an address, or a link's wish, that could not be had; the default or the nearest took its place. */
export interface Problem {
  key: string;
  asked: string;
  used: string;
}

interface Field<T> {
  /** The name in the address. */
  key: string;
  /** undefined: not a value of this field. */
  parse(text: string): T | undefined;
  format(value: T): string;
}

function choice<T extends string | number>(key: string, values: readonly T[], names = values.map(String)): Field<T> {
  return {
    key,
    parse: (text) => values[names.indexOf(text)],
    format: (value) => names[values.indexOf(value)] ?? '',
  };
}

function number(key: string, low: number, high: number, whole: boolean): Field<number> {
  const form = whole ? /^\d{1,10}$/ : /^\d{1,4}(\.\d{1,4})?$/;
  return {
    key,
    parse(text) {
      const value = form.test(text) ? Number(text) : NaN;
      return value >= low && value <= high ? value : undefined;
    },
    format: (value) => String(whole ? value : Math.round(value * 1e4) / 1e4),
  };
}

/** `any,1,0`: one entry an attribute. */
const condition: Field<Condition> = {
  key: 'class',
  parse: (text) =>
    /^(any|\d{1,3})(,(any|\d{1,3})){0,7}$/.test(text) ? text.split(',').map((part) => (part === 'any' ? null : Number(part))) : undefined,
  format: (value) => value.map((part) => (part === null ? 'any' : String(part))).join(','),
};

const clip: Field<boolean> = {
  key: 'clip',
  parse: (text) => (text === 'on' ? true : text === 'off' ? false : undefined),
  format: (value) => (value ? 'on' : 'off'),
};

const FIELDS: { readonly [K in keyof Settings]: Field<Settings[K]> } = {
  model: choice('model', MODELS),
  condition,
  guidance: number('w', 0, MAX_GUIDANCE, false),
  sampler: choice('sampler', SAMPLERS),
  variance: number('variance', 0, 1, false),
  eta: number('eta', 0, 1, false),
  steps: number('steps', 1, 10_000, true),
  spacing: choice('spacing', SPACINGS),
  clip,
  seed: number('seed', 0, 0xffff_ffff, true),
  sheet: choice('sheet', SHEETS),
  speed: choice('speed', SPEEDS, ['click', '1', '2', '5', '10', '20', '40', 'max']),
  backend: choice('backend', PREFERENCES),
};

const KEYS = Object.keys(FIELDS) as (keyof Settings)[];

/** The settings that an address asks for. Keys that are not ours are left alone: other tools add theirs to links. */
export function parseSettings(query: URLSearchParams): { settings: Settings; problems: Problem[] } {
  const settings: Settings = { ...DEFAULTS };
  const problems: Problem[] = [];
  const read = <K extends keyof Settings>(name: K): void => {
    const field = FIELDS[name];
    const text = query.get(field.key);
    if (text === null) return;
    const value = field.parse(text);
    if (value === undefined) problems.push({ key: field.key, asked: text.slice(0, 24), used: field.format(DEFAULTS[name]) });
    else settings[name] = value;
  };
  for (const name of KEYS) read(name);
  return { settings, problems };
}

/** Writes what differs from the defaults into an address, leaving keys that are not ours as they are. */
export function writeSettings(settings: Settings, query: URLSearchParams): void {
  const write = <K extends keyof Settings>(name: K): void => {
    const field = FIELDS[name];
    const text = field.format(settings[name]);
    if (text === field.format(DEFAULTS[name])) query.delete(field.key);
    else query.set(field.key, text);
  };
  for (const name of KEYS) write(name);
}

/** Fits settings to a model: its T, its attributes. What had to change is told. */
export function fitToModel(settings: Settings, card: ModelCard): { settings: Settings; problems: Problem[] } {
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

/** What the engine is asked for. */
export function samplerConfig(settings: Settings): SamplerConfig {
  return {
    sampler: settings.sampler === 'ddpm' ? { kind: 'ddpm', variance: settings.variance } : { kind: 'ddim', eta: settings.eta },
    steps: settings.steps,
    spacing: settings.spacing,
    seed: settings.seed,
    conditions: Array.from({ length: settings.sheet }, () => [...settings.condition]),
    guidance: isConditional(settings.condition) ? settings.guidance : 0,
    clip: settings.clip,
  };
}

/** The stops of the steps slider for a model of T steps. */
export function stepStops(total: number): number[] {
  return [...STEP_STOPS.filter((stop) => stop < total), total];
}
