/** Compiles the kernels that a training run needs on a GPU, once, in the background. */
import type { Link } from './link';
import { TRAIN_DEFAULTS } from './names';
import type { TrainingMethod } from './protocol';
import type { Activation, DataSource, MlpTrainConfig, SampleRequest } from './types';

/** Ids of training runs in messages of the client; one for each run begun. */
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
    // Not awaited: the first error is to be reported, not the loss of the worker that follows it.
    void link.call('close', { training }, patience).catch(() => undefined);
  }
}
