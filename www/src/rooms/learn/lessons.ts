/** The lessons by their numbers. */
import { openBuilding } from './lessons/01-building/lesson';
import { openReparameterized } from './lessons/02-reparameterization/lesson';
import { openForward } from './lessons/03-forward/lesson';
import { openPosterior } from './lessons/04-posterior/lesson';
import { openReverse } from './lessons/05-reverse/lesson';
import { openBound } from './lessons/06-bound/lesson';
import { openLoss } from './lessons/06b-loss/lesson';
import { openAlgorithms } from './lessons/07-algorithms/lesson';
import { openVariance } from './lessons/08-variance/lesson';
import { openLangevin } from './lessons/09-langevin/lesson';
import { openExact } from './lessons/10-exact/lesson';
import { openDdim } from './lessons/11-ddim/lesson';
import { openTargets } from './lessons/12-targets/lesson';
import { openGuidance } from './lessons/13-guidance/lesson';
import { openEnergy } from './lessons/14-energy/lesson';
import { openNetwork } from './lessons/15-network/lesson';
import { openPolicy } from './lessons/16-policy/lesson';
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
  openDdim,
  openTargets,
  openGuidance,
  openEnergy,
  openNetwork,
  openPolicy,
  // 6b: see lessonNumber
  openLoss,
];
