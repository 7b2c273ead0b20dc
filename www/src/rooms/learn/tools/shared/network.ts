/** The network that the tools train on the spot. */
import type { MlpTrainConfig } from '../../../../../../pkg/src/types';
import { LESSON_CONFIG } from '../../store/run-pool';

/** That of the lessons, trained for finer shapes than islands: averaged over more steps, with less chance in its times. */
export const TOOL_CONFIG: MlpTrainConfig = { ...LESSON_CONFIG, learningRate: 3e-3, emaDecay: 0.995, times: 'stratified' };
export const TRAINING_STEPS = 3000;
