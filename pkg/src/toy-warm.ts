/** What a run on points has a GPU compile, done once where nobody waits for it. */
import type { Link } from './link';
import type { Activation, ToyConfig, ToySample } from './toy';
import { TOY_DEFAULTS } from './toy';

/** Numbers under which the client knows runs on points; one for each that is begun anywhere. */
let last = 0;
export const nextToy = (): number => {
  last += 1;
  return last;
};

/** Trains and samples for a moment. Only the activation is part of the kernels; sizes are numbers that they are given. */
export async function warmUp(link: Link, activation: Activation, patience: number): Promise<void> {
  const toy = nextToy();
  const config: ToyConfig = { ...TOY_DEFAULTS, batch: 64, network: { ...TOY_DEFAULTS.network, activation } };
  const what: ToySample = {
    eps: 'network',
    sampler: { kind: 'ddpm', variance: 1 },
    steps: 3,
    spacing: 'trailing',
    count: 64,
    seed: 0,
    keep: 1,
  };
  await link.call('toyOpen', { toy, config, source: { kind: 'shape', shape: 'ring', count: 64, seed: 0 } }, patience);
  try {
    await link.call('toyTrain', { toy, steps: 2, budgetMs: 0 }, patience);
    await link.call('toySample', { toy, what }, patience);
  } finally {
    // Not awaited: what went wrong is to be told, and not that the worker is gone, too.
    void link.call('toyDrop', { toy }, patience).catch(() => undefined);
  }
}
