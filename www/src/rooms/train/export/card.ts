/** The card of a run of room Train, which describes its file of weights. */
import type { TrainingRun } from '../../../../../pkg/src/types';
import type { Record } from '../../../shared/state/record';
import type { TrainSettings } from '../settings';

/** Steps that the loss on a card is the mean of. */
const RECENT = 100;

/** What a card says of a run. Names are those of the models' own cards where they mean the same. */
export interface RunCard {
  name: string;
  format: string;
  /** What each part of the file is. */
  arrays: { [prefix: string]: string };
  parameters: number;
  network: TrainingRun['config']['network'] & { dims: number };
  schedule: string;
  steps: number;
  /** Of one's own schedule. */
  betas?: number[];
  prediction: string;
  data: { name: string; points: number; seed: number | null; dims: number };
  training: {
    seed: number;
    steps: number;
    batch: number;
    learning_rate: number;
    optimizer: string;
    weight_decay: number;
    ema_decay: number;
    weighting: string;
    times: string;
    antithetic: boolean;
    /** Mean over the last steps; null before the first. */
    recent_loss: number | null;
    recent_loss_steps: number;
  };
  /** Of the file; null where the page has no secure address, and the browser no SHA-256 to give. */
  sha256: string | null;
}

export function runCard(name: string, hash: string | null, run: TrainingRun, settings: TrainSettings, record: Record): RunCard {
  const { network, schedule, ...config } = run.config;
  const { dims, values } = run.data;
  const loss = record.recent(RECENT);
  return {
    name,
    format: 'safetensors',
    arrays: {
      'weights/': 'the weights, by layer',
      'ema/': 'their moving average, which samples are drawn with',
      'm/': "Adam's running mean of the gradient",
      'v/': "Adam's running mean of its square",
      'data/': 'the training points, centred and scaled; raw = points * scale + centre',
      'settings/':
        'learning rate, weight decay, decay of the average, limit of the gradient, dropout, loss; betas of a schedule of one’s own',
      'times/': 'what importance sampling of t remembers',
    },
    parameters: run.parameters,
    network: { ...network, dims },
    schedule: schedule.kind,
    steps: schedule.kind === 'custom' ? schedule.betas.length : schedule.steps,
    ...(schedule.kind === 'custom' && { betas: [...schedule.betas] }),
    prediction: config.prediction,
    data: {
      name: settings.data,
      points: values.length / dims,
      seed: settings.data === 'own' || settings.data === 'digits' ? null : settings.dataSeed,
      dims,
    },
    training: {
      seed: config.seed,
      steps: record.step,
      batch: config.batch,
      learning_rate: config.learningRate,
      optimizer: config.optimizer,
      weight_decay: config.weightDecay,
      ema_decay: config.emaDecay,
      weighting: config.weighting,
      times: config.times,
      antithetic: config.antithetic,
      recent_loss: Number.isFinite(loss) ? loss : null,
      recent_loss_steps: RECENT,
    },
    sha256: hash,
  };
}
