/** How the times of a run may be spread over 1..=T. */
import type { Spacing } from '../../../../pkg/src/types';

export const SPACINGS = ['leading', 'trailing', 'linspace', 'quadratic', 'karras'] as const satisfies readonly Spacing[];
