/** The eleven lessons, in the order of the theory. */
import { openBuilding } from './lessons/01-building/lesson';
import { openReparameterized } from './lessons/02-reparameterization/lesson';
import { openForward } from './lessons/03-forward/lesson';
import { openPosterior } from './lessons/04-posterior/lesson';
import { openReverse } from './lessons/05-reverse/lesson';
import { openBound } from './lessons/06-bound/lesson';
import { openAlgorithms } from './lessons/07-algorithms/lesson';
import { openVariance } from './lessons/08-variance/lesson';
import { openLangevin } from './lessons/09-langevin/lesson';
import { openExact } from './lessons/10-exact/lesson';
import { openBeyond } from './lessons/11-beyond/lesson';
import type { OpenLesson } from './store/learning';

export const LESSONS: readonly OpenLesson[] = [
  openBuilding,
  openReparameterized,
  openForward,
  openPosterior,
  openReverse,
  openBound,
  openAlgorithms,
  openVariance,
  openLangevin,
  openExact,
  openBeyond,
];
