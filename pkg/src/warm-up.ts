/** What a training run has a GPU compile, done once where nobody waits for it. */
import type { Link } from './link';
import { TRAIN_DEFAULTS } from './names';
import type { TrainingMethod } from './protocol';
import type { Activation, DataSource, MlpTrainConfig, SampleRequest } from './types';

/** Numbers under which the client knows training runs; one for each that is begun anywhere. */
let last = 0;
export const nextTraining = (): number => {
  last += 1;
  return last;
};

/** Trains and samples for a moment. Only the activation is part of the kernels; sizes are numbers that they are given. */
export async function warmUp(link: Link, activation: Activation, patience: number): Promise<void> {
  const training = nextTraining();
  const config: MlpTrainConfig = { ...TRAIN_DEFAULTS, batch: 64, network: { ...TRAIN_DEFAULTS.network, activation } };
  const source: DataSource = { kind: 'shape', shape: 'ring', count: 64, seed: 0 };
  const request: SampleRequest = {
    denoiser: 'network',
    sampler: { kind: 'ddpm', variance: 1 },
    steps: 3,
    spacing: 'trailing',
    count: 64,
    seed: 0,
    keep: 1,
  };
  const call = (method: TrainingMethod, args: unknown[]) => link.call('call', { training, method, args }, patience);
  await link.call('train', { training, config, source }, patience);
  try {
    await call('train', [2, 0]);
    await call('sample', [request]);
  } finally {
    // Not awaited: what went wrong is to be told, and not that the worker is gone, too.
    void link.call('close', { training }, patience).catch(() => undefined);
  }
}
