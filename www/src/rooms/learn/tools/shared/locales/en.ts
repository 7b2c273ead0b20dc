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
  eps: 'Denoiser',
  epses: { exact: 'Exact denoiser', network: 'Network, trained here' },
  steps: 'Steps (of 1000)',
  seed: 'Seed',
  dice: 'New seed',
  way: 'Progress',
  play: 'Play',
  pause: 'Pause',
  stop: 'Cancel',
  progress: (percent: number) => `${percent} %`,
  training: 'Training the network …',
  sampling: 'Sampling …',
} as const;

export type PiecesDictionary = Widen<typeof en>;
