/** What of the page is in the address. */
import { DEFAULT_MODEL, MODELS } from '../../../../../shared/state/names';
import { oneOf, type SettingsOf, schema, seed, whole } from '../../../../../shared/state/settings';
import { SHAPES } from '../../shared/shapes';
import { EPSES, SUBJECTS } from '../../shared/subjects';
import { FAULTS } from '../faults';
import { MAX_DEALS } from '../quiz';

/** Network calls; few, so that the effect of every step is visible. */
export const STEPS = [10, 20, 50, 100] as const;
/** What is seen in the quiz: both, or the wrong one alone. */
export const LEVELS = ['both', 'alone'] as const;

export const SETTINGS = schema({
  subject: oneOf('stage', SUBJECTS, 'points'),
  fault: oneOf('fault', FAULTS, 'no_noise'),
  shape: oneOf('shape', SHAPES, 's_curve'),
  model: oneOf('model', MODELS, DEFAULT_MODEL),
  eps: oneOf('eps', EPSES, 'exact'),
  steps: oneOf('steps', STEPS, 20),
  seed: seed('seed'),
  /** The number of the quiz's deal; 0: no quiz. */
  deal: whole('deal', { initial: 0, min: 0, max: MAX_DEALS }),
  level: oneOf('level', LEVELS, 'both'),
});

export type Settings = SettingsOf<typeof SETTINGS>;

/** What is written: the name of a fault that a quiz hides is not, nor is the one that was looked at before. */
export function shownSettings(settings: Settings): Settings {
  return settings.deal > 0 ? { ...settings, fault: SETTINGS.defaults.fault } : settings;
}
