/** What of the page is in the address. */
import { choice, type Fields, number } from '../../../../../shared/state/fields';
import { MODELS, type ModelName } from '../../../../../shared/state/names';
import { SHAPES, type Shape } from '../../shared/shapes';
import { EPSES, type EpsName, SUBJECTS, type Subject } from '../../shared/subjects';
import { FAULTS, type Fault } from '../faults';
import { MOST_DEALS } from '../quiz';

/** Network calls; few, so that one sees at a glance what every step does. */
export const STEPS = [10, 20, 50, 100] as const;
/** What is seen in the quiz: both, or the wrong one alone. */
export const LEVELS = ['both', 'alone'] as const;

export interface Settings {
  subject: Subject;
  fault: Fault;
  shape: Shape;
  model: ModelName;
  eps: EpsName;
  steps: (typeof STEPS)[number];
  seed: number;
  /** The number of the quiz's deal; 0: no quiz. */
  deal: number;
  level: (typeof LEVELS)[number];
}

export const DEFAULTS: Readonly<Settings> = {
  subject: 'points',
  fault: 'no_noise',
  shape: 's_curve',
  model: 'avatars',
  eps: 'exact',
  steps: 20,
  seed: 1,
  deal: 0,
  level: 'both',
};

export const FIELDS: Fields<Settings> = {
  subject: choice('stage', SUBJECTS),
  fault: choice('fault', FAULTS),
  shape: choice('shape', SHAPES),
  model: choice('model', MODELS),
  eps: choice('eps', EPSES),
  steps: choice('steps', STEPS),
  seed: number('seed', 0, 0xffff_ffff, true),
  deal: number('deal', 0, MOST_DEALS, true),
  level: choice('level', LEVELS),
};

/** What is written: the name of a fault that a quiz hides is not, nor is the one that was looked at before. */
export function shownSettings(settings: Settings): Settings {
  return settings.deal > 0 ? { ...settings, fault: DEFAULTS.fault } : settings;
}
