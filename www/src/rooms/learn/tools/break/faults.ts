/** The mistakes of the page, in the order in which they are listed, and the line of code that each is. */
import { FAULTS } from '../../../../../../pkg/src/names';
import type { Fault } from '../../../../../../pkg/src/types';

export { FAULTS, type Fault };

export interface Line {
  wrong: string;
  right: string;
}

const NOISE = 'z = randn() if t > 1 else 0';

const LINES: Readonly<Record<Fault, Line>> = {
  no_noise: { wrong: 'z = 0', right: NOISE },
  last_noise: { wrong: 'z = randn()', right: NOISE },
  beta_for_sigma: { wrong: 'x = mean + beta * z', right: 'x = mean + sqrt(beta) * z' },
  shifted_alpha_bar: { wrong: 'eps / sqrt(1 - abar[i - 1])', right: 'eps / sqrt(1 - abar[i])' },
  unspaced_beta: { wrong: 'beta = betas[t]', right: 'beta = 1 - abar[t] / abar[t_next]' },
  one_time: { wrong: 'eps = net(x, T // 2)', right: 'eps = net(x, t)' },
  short_schedule: { wrong: 'x[T // 4] = randn()', right: 'x[T] = randn()' },
  marginal_sigma: { wrong: 'x = mean + sqrt(1 - abar[t]) * z', right: 'x = mean + sqrt(beta) * z' },
};

/** The wrong line and the right one. `blind`: the network without time is one that was trained so. */
export function lineOf(fault: Fault, blind: boolean): Line {
  return fault === 'one_time' && blind ? { wrong: 'eps = net(x)', right: 'eps = net(x, t)' } : LINES[fault];
}
