/** Keys for everything on the page. Whoever writes into a field or moves a slider keeps those keys. */
import { nextLanguage, nextTheme } from './components/Header';
import type { Dictionary } from './locales/en';
import type { Lab } from './store/lab';
import { MAX_GUIDANCE, MODELS, PREFERENCES, SAMPLERS, SHEETS, SPACINGS, SPEEDS, stepStops } from './store/settings';

export interface Shortcut {
  /** As KeyboardEvent.key; letters in lower case, with Shift as `back`. */
  keys: readonly string[];
  /** How the help sheet shows them. */
  shown: string;
  name: keyof Dictionary['keys'];
  act(lab: Lab, key: string, back: boolean): void;
}

/** The next of a list, or the one before, round and round. */
function turn<T>(values: readonly T[], current: T, back: boolean): T {
  const at = values.indexOf(current) + (back ? -1 : 1);
  return values[(at + values.length) % values.length] ?? current;
}

/** The next of a list, or the one before, stopping at its ends. */
function move<T>(values: readonly T[], at: number, back: boolean): T | undefined {
  return values[Math.min(Math.max(at + (back ? -1 : 1), 0), values.length - 1)];
}

function nudge(value: number, by: number, max: number): number {
  return Math.min(max, Math.max(0, Math.round((value + by) * 100) / 100));
}

const ATTRIBUTE_KEYS = ['c', 'v', 'b'];

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: [' '], shown: 'Space', name: 'play', act: (lab) => lab.toggle() },
  {
    keys: ['ArrowRight', 'ArrowLeft'],
    shown: '→ ←',
    name: 'step',
    act: (lab, key) => (key === 'ArrowRight' ? lab.stepForward() : lab.stepBack()),
  },
  { keys: ['Home', 'End'], shown: 'Home End', name: 'ends', act: (lab, key) => lab.seek(key === 'Home' ? 0 : Number.MAX_SAFE_INTEGER) },
  { keys: ['r'], shown: 'R', name: 'restart', act: (lab) => lab.restart() },
  { keys: ['f'], shown: 'F', name: 'fork', act: (lab) => lab.fork() },
  { keys: ['d'], shown: 'D', name: 'dice', act: (lab) => lab.dice() },
  {
    keys: ['o'],
    shown: 'O',
    name: 'picture',
    act: (lab) => void (lab.mode.value === 'forward' ? lab.startFromNoise() : lab.startFromPicture()),
  },
  {
    keys: ['-', '+', '='],
    shown: '− +',
    name: 'speed',
    act: (lab, key) => lab.set({ speed: move(SPEEDS, SPEEDS.indexOf(lab.settings.value.speed), key === '-') ?? 0 }),
  },
  {
    keys: ['1', '2', '3'],
    shown: '1 2 3',
    name: 'shows',
    act: (lab, key) => {
      lab.shown.value = key === '1' ? 'x' : key === '2' ? 'x0' : 'eps';
    },
  },
  { keys: ['m'], shown: 'M', name: 'model', act: (lab, _, back) => lab.set({ model: turn(MODELS, lab.settings.value.model, back) }) },
  {
    keys: ATTRIBUTE_KEYS,
    shown: 'C V B',
    name: 'attribute',
    act: (lab, key, back) => {
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
    name: 'guidance',
    act: (lab, _, back) => lab.set({ guidance: nudge(lab.settings.value.guidance, back ? -0.5 : 0.5, MAX_GUIDANCE) }),
  },
  { keys: ['x'], shown: 'X', name: 'sheet', act: (lab, _, back) => lab.set({ sheet: turn(SHEETS, lab.settings.value.sheet, back) }) },
  { keys: ['s'], shown: 'S', name: 'sampler', act: (lab) => lab.set({ sampler: turn(SAMPLERS, lab.settings.value.sampler, false) }) },
  {
    keys: ['e'],
    shown: 'Shift+E  E',
    name: 'variance',
    act: (lab, _, back) => {
      const { sampler, variance, eta } = lab.settings.value;
      const by = back ? -0.1 : 0.1;
      lab.set(sampler === 'ddpm' ? { variance: nudge(variance, by, 1) } : { eta: nudge(eta, by, 1) });
    },
  },
  {
    keys: ['n'],
    shown: 'Shift+N  N',
    name: 'steps',
    act: (lab, _, back) => {
      const stops = stepStops(lab.model.value?.info.card.steps ?? 1000);
      const at = stops.findIndex((stop) => stop >= lab.settings.value.steps);
      lab.set({ steps: move(stops, at, back) ?? lab.settings.value.steps });
    },
  },
  {
    keys: ['p'],
    shown: 'P',
    name: 'spacing',
    act: (lab, _, back) => lab.set({ spacing: turn(SPACINGS, lab.settings.value.spacing, back) }),
  },
  { keys: ['k'], shown: 'K', name: 'clip', act: (lab) => lab.set({ clip: !lab.settings.value.clip }) },
  {
    keys: ['u'],
    shown: 'U',
    name: 'backend',
    act: (lab, _, back) => lab.set({ backend: turn(PREFERENCES, lab.settings.value.backend, back) }),
  },
  { keys: ['l'], shown: 'L', name: 'language', act: () => nextLanguage() },
  { keys: ['t'], shown: 'T', name: 'theme', act: () => nextTheme() },
];

/** Whether the element that has the focus needs this key for itself. */
function taken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) {
    if (target.type === 'number' || target.type === 'text') return true;
    return key === ' ' || key.startsWith('Arrow') || key === 'Home' || key === 'End';
  }
  return key === ' ' && (target instanceof HTMLButtonElement || target.tagName === 'SUMMARY' || target instanceof HTMLAnchorElement);
}

/** Listens to the whole page. `help` opens the sheet; while a dialog is open the page is left alone. */
export function listenToKeys(lab: Lab, help: () => void): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (taken(event.target, key)) return;
    if (key === '?') {
      help();
      event.preventDefault();
      return;
    }
    const shortcut = SHORTCUTS.find((one) => one.keys.includes(key));
    if (!shortcut) return;
    event.preventDefault();
    shortcut.act(lab, key, event.shiftKey);
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}
