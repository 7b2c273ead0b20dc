/** The card of a policy: what its file of weights is, for whoever finds it later. */
import type { TrainingRun } from '../../../../../pkg/src/types';
import type { ActSettings } from '../settings';
import type { Measured } from '../store/act';

export function policyCard(
  name: string,
  sha256: string | null,
  run: TrainingRun,
  settings: ActSettings,
  steps: number,
  measured: Measured | null,
) {
  const { network, schedule, ...config } = run.config;
  const { observed, predicted, data, count, left, vary, dataSeed } = settings;
  const report = measured?.diffusion.report;
  return {
    name,
    format: 'safetensors',
    task: 'obstacle: a point gets past a disc to a goal; actions are places to go to',
    licence: 'as DDPM Lab: MIT or Apache-2.0; drawn demonstrations are their makers’',
    arrays: {
      'weights/': 'the weights, by layer',
      'ema/': 'their moving average, which plans are drawn with',
      'm/': "Adam's running mean of the gradient",
      'v/': "Adam's running mean of its square",
    },
    parameters: run.parameters,
    network,
    schedule: schedule.kind,
    steps: schedule.kind === 'custom' ? schedule.betas.length : schedule.steps,
    prediction: config.prediction,
    horizons: { observed, predicted },
    data: {
      demonstrations: run.demonstrations.length,
      ...(data === 'made' ? { made: { count, left, vary, seed: dataSeed } } : { drawn: true }),
    },
    training: {
      ...{ seed: config.seed, steps, batch: config.batch, learning_rate: config.learningRate },
      ...{ optimizer: config.optimizer, weight_decay: config.weightDecay, ema_decay: config.emaDecay },
    },
    /** Null where nothing was measured, or other weights were. */
    quality: report && measured?.step === steps ? { from: settings.from, ...report } : null,
    sha256,
  };
}
