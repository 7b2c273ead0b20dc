/** The plans of docs/teaching.md as scripts: where each stop is, how long, and its note. The document is tested against this. */
import type { ClassDictionary } from './locales/en';

export const PLAN_NAMES = ['45min', '90min-1', '90min-2', '90min-3'] as const;
export type PlanName = (typeof PLAN_NAMES)[number];

/** Names of the notes that come with the page. */
export type PlanNote = keyof ClassDictionary['notes'];

export interface PlanStop {
  place: string;
  minutes: number;
  note: PlanNote;
}

const stop = (minutes: number, note: PlanNote, place: string): PlanStop => ({ minutes, note, place });

export const PLANS: Readonly<Record<PlanName, readonly PlanStop[]>> = {
  '45min': [
    stop(5, 'appears', 'steps=50&speed=5'),
    stop(6, 'building', 'room=learn'),
    stop(9, 'spread', 'room=learn&lesson=3'),
    stop(8, 'moons', 'room=train&data=two_moons'),
    stop(6, 'step', 'room=learn&lesson=5'),
    stop(5, 'decided', 'room=learn&lesson=fork'),
    stop(4, 'wrong', 'room=learn&lesson=break'),
    stop(2, 'asked', 'model=digits&class=7&w=2&steps=50&sheet=16'),
  ],
  '90min-1': [
    stop(8, 'appears', 'steps=50&speed=5'),
    stop(12, 'building', 'room=learn'),
    stop(20, 'dice', 'room=learn&lesson=2'),
    stop(25, 'forward', 'room=learn&lesson=3'),
    stop(10, 'short', 'room=train&T=250&show=data%2Cforward'),
    stop(15, 'posterior', 'room=learn&lesson=4'),
  ],
  '90min-2': [
    stop(15, 'step', 'room=learn&lesson=5'),
    stop(30, 'bound', 'room=learn&lesson=6'),
    stop(12, 'algorithms', 'room=learn&lesson=7'),
    stop(15, 'debugger', 'room=learn&lesson=debugger'),
    stop(18, 'floor', 'room=train&data=eight_gaussians&show=data%2Csamples%2Cfield&whose=both'),
  ],
  '90min-3': [
    stop(12, 'wrong', 'room=learn&lesson=break'),
    stop(12, 'variance', 'room=learn&lesson=8'),
    stop(14, 'langevin', 'room=learn&lesson=9'),
    stop(18, 'memory', 'room=learn&lesson=10'),
    stop(10, 'decided', 'room=learn&lesson=fork'),
    stop(16, 'beyond', 'room=learn&lesson=11'),
    stop(8, 'asked', 'model=digits&class=7&w=2&steps=50&sheet=16'),
  ],
};

export function isPlan(text: string): text is PlanName {
  return PLAN_NAMES.some((name) => name === text);
}
