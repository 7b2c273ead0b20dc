/** The controls that a link can hide, by their names in links. */
import type { RoomName } from './names';

export const CONTROLS = [
  ...(['watch.play', 'watch.speed', 'watch.fork', 'watch.strip', 'watch.parts', 'watch.formula', 'watch.plots'] as const),
  ...(['watch.model', 'watch.class', 'watch.guidance', 'watch.sheet', 'watch.seed', 'watch.start'] as const),
  ...(['watch.sampler', 'watch.variance', 'watch.steps', 'watch.spacing', 'watch.clip', 'watch.backend', 'watch.files'] as const),
  ...(['train.play', 'train.many', 'train.time', 'train.numbers', 'train.loss', 'train.algorithm', 'train.layers', 'train.plots'] as const),
  ...(['train.data', 'train.own', 'train.rate', 'train.batch', 'train.target', 'train.more', 'train.seed'] as const),
  ...(['train.sampler', 'train.samples', 'train.schedule', 'train.network', 'train.points', 'train.files', 'train.backend'] as const),
  ...(['train.compare', 'train.quality', 'train.memory', 'train.bound', 'train.variance'] as const),
  ...(['learn.lessons', 'learn.notation', 'learn.predictions', 'learn.tasks', 'learn.derivations', 'learn.questions'] as const),
  ...(['learn.settings', 'learn.files', 'learn.scores', 'learn.turn', 'learn.goals', 'learn.recap', 'learn.check'] as const),
  ...(['act.play', 'act.film', 'act.measure', 'act.loss', 'act.data', 'act.loop', 'act.horizons', 'act.target', 'act.seed'] as const),
  ...(['act.disturb', 'act.closer', 'act.steer', 'act.compare', 'act.lookup', 'act.files'] as const),
] as const;
export type ControlName = (typeof CONTROLS)[number];

/** What stays on the screen of a presentation: the picture, what drives it, and what explains it in large type. */
const PRESENTED: readonly ControlName[] = [
  ...(['watch.play', 'watch.fork', 'watch.strip', 'watch.parts'] as const),
  ...(['train.play', 'train.time', 'train.numbers', 'train.loss'] as const),
  ...(['learn.predictions', 'learn.tasks', 'learn.derivations', 'learn.questions', 'learn.settings'] as const),
  ...(['act.play', 'act.film', 'act.measure', 'act.loop'] as const),
];

/** The controls that stay where a link leaves only those that run the lesson. */
export const TRANSPORT: readonly ControlName[] = [
  ...(['watch.play', 'watch.speed', 'watch.strip', 'watch.parts'] as const),
  ...(['train.play', 'train.time', 'train.numbers', 'train.loss'] as const),
  ...(['learn.lessons', 'learn.predictions', 'learn.tasks', 'learn.derivations', 'learn.questions', 'learn.turn'] as const),
  ...(['act.play', 'act.film', 'act.measure', 'act.loop'] as const),
];

/** The seeds. A link hides them where the whole class is to get the same result. */
export const SEEDS: readonly ControlName[] = ['watch.seed', 'train.seed', 'act.seed'];

export const isPresented = (name: ControlName): boolean => PRESENTED.includes(name);

export function controlsOf(room: RoomName): readonly ControlName[] {
  return CONTROLS.filter((name) => name.startsWith(`${room}.`));
}
