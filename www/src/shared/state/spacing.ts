/** How the times of a run are spread over 1..=T, and which spread suits a sampler. */
import type { Spacing } from '../../../../pkg/src/types';

export const SPACINGS = ['leading', 'trailing', 'linspace', 'quadratic', 'karras'] as const satisfies readonly Spacing[];

/** Heun's method is worse than DDIM on any times but those of Karras et al.; `usual` suits the others. */
const suggested = (sampler: string, usual: Spacing): Spacing => (sampler === 'heun' ? 'karras' : usual);

/** What a change of the sampler brings with it: the times that suit it, where the visitor kept those that suited the one before. */
export function withSpacing<S extends { sampler: string; spacing: Spacing }>(before: S, change: Partial<S>, usual: Spacing): Partial<S> {
  const { sampler, spacing } = change;
  if (sampler === undefined || spacing !== undefined || before.spacing !== suggested(before.sampler, usual)) return change;
  return { ...change, spacing: suggested(sampler, usual) };
}
