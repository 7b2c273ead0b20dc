/** The eleven lessons, in the order of the theory. */
import { openBuilding } from './lessons/s01';
import { openReparameterized } from './lessons/s02';
import { openForward } from './lessons/s03';
import { openPosterior } from './lessons/s04';
import { openReverse } from './lessons/s05';
import { openBound } from './lessons/s06';
import { openAlgorithms } from './lessons/s07';
import { openVariance } from './lessons/s08';
import { openLangevin } from './lessons/s09';
import { openExact } from './lessons/s10';
import { openBeyond } from './lessons/s11';
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
