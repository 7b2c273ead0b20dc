import type { Widen } from '../../../../../shared/i18n/en';

/** Strings that the tools share. */
export const en = {
  subject: 'Stage',
  subjects: { points: 'Points in the plane', pictures: 'Pictures' },
  shape: 'Data',
  shapes: {
    s_curve: 'Letter S',
    two_moons: 'Two moons',
    eight_gaussians: 'Eight Gaussians',
    swiss_roll: 'Swiss roll',
    checkerboard: 'Checkerboard',
    dino: 'Dinosaur',
  },
  model: 'Model',
  eps: 'Who says what is noise',
  epses: { exact: 'The exact denoiser', network: 'A network, trained here' },
  steps: 'Steps, of 1000',
  seed: 'Seed',
  dice: 'Another seed',
  way: 'Along the way',
  play: 'Play',
  pause: 'Pause',
  stop: 'Stop',
  progress: (percent: number) => `${percent} %`,
  training: 'Training the network …',
  sampling: 'Sampling …',
} as const;

export type PiecesDictionary = Widen<typeof en>;
