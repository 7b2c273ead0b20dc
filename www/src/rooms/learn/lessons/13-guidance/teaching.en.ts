/** Goals, recap, exercises and questions of lesson 13, in English. */
import type { Teaching } from '../../teaching';

export const en = {
  goals: [
    'write the guided prediction, in both scales that are in use',
    'derive it from Bayes, read as slopes',
    'say what guided samples are, and what they are not',
  ],
  recap: [
    'A network that was trained with and without the class has two answers, and their difference is the slope of a classifier that nobody trained.',
    'Guidance adds w times that slope: (1 + w) times the answer with the class, less w times the answer without.',
    'Guided samples are narrower and farther from the other classes than the class itself: they are no samples of a tilted density.',
  ],
  exercises: [
    {
      asks: 'Compare w = 1 with w = 4 on the stage. Which of the two still covers most of the class?',
      answer: 'w = 1 keeps a good part of its width; with w = 4 the cloud is a small spot at the outer side of the class.',
    },
    {
      asks: 'Why does the cloud move outwards, and not along the ring?',
      answer:
        'Because both neighbours are equally far: along the ring their pushes cancel. Outwards is the direction away from all others.',
    },
  ],
  questions: {
    two: {
      kind: 'choice',
      asks: 'How does one network give both answers?',
      right: 'In training the class is left out now and then.',
      wrong: [
        ['There are two networks.', 'There may be, but one is enough: “no class” is one more value of its input.'],
        [
          'The answer without class is the mean over all classes, computed in sampling.',
          'That would take one call a class. The network was simply taught it.',
        ],
      ],
      because: 'It learns the density of all data beside that of each class.',
    },
    scaleNone: {
      kind: 'choice',
      asks: 'Which guidance_scale of diffusers means no guidance?',
      right: '1',
      wrong: [
        ['0', 'That is w. The scale is 1 + w; 0 would ignore the class altogether.'],
        ['7.5', 'That is a common setting, and a strong one.'],
      ],
      because: 'guidance_scale = 1 + w.',
    },
    scaleNumber: {
      kind: 'number',
      asks: 'Someone uses guidance_scale = 7.5. What is w? (To within 0.1.)',
      value: 6.5,
      within: 0.1,
      near: [
        [7.5, 'Then no guidance would be 0 in both scales.'],
        [8.5, 'The other way: the scale is larger by 1.'],
      ],
      low: 'One less than the scale.',
      high: 'One less than the scale.',
      because: 'w = guidance_scale − 1.',
    },
    compute: {
      kind: 'number',
      asks: 'With the class the network says 0.2, without it 0.5; w = 2. What is the guided answer? (To within 0.02.)',
      value: -0.4,
      within: 0.02,
      near: [
        [0.2, 'That is w = 0.'],
        [0.8, 'The difference was taken the wrong way round.'],
      ],
      low: '3 · 0.2 − 2 · 0.5.',
      high: '3 · 0.2 − 2 · 0.5.',
      because: '0.6 − 1 = −0.4: an extrapolation, beyond both answers.',
    },
    bayes: {
      kind: 'choice',
      asks: 'What is the slope of log q(c | {xt})?',
      right: 'the score with the class, less the score without',
      wrong: [
        ['the score with the class', 'That contains the slope of the data as a whole as well.'],
        ['the sum of both scores', 'By Bayes log q(c | x) is a difference.'],
      ],
      because: 'log q(c | x) = log q(x | c) − log q(x) + log q(c), and the last has no slope.',
    },
    frequency: {
      kind: 'choice',
      asks: 'Why does the frequency of a class play no part in guidance?',
      right: 'It does not depend on x, so it has no slope.',
      wrong: [
        ['All classes are equally frequent.', 'They need not be.'],
        ['The network does not know it.', 'It might; it would make no difference.'],
      ],
      because: 'The gradient of a constant is 0.',
    },
    narrower: {
      kind: 'choice',
      asks: 'Why are guided samples less varied?',
      right: 'All are pushed towards where the class is surest.',
      wrong: [
        ['Because less noise is added.', 'The sampler is the same, with or without guidance.'],
        ['Because only some training data are used.', 'Both answers are of the full data.'],
      ],
      because: 'The classifier’s slope points there for every sample.',
    },
    notTilted: {
      kind: 'choice',
      asks: 'Are guided samples those of q(x | c) q(c | x)^w?',
      right: 'No: tilting at each t is not the same as tilting at t = 0 and noising.',
      wrong: [
        [
          'Yes, by Bayes',
          'At each single t the field is such a score. But the densities of different t do not belong to one noised density.',
        ],
        ['Yes, if w is small', 'The difference is smaller then, but there.'],
      ],
      because: 'Noising and tilting do not commute.',
    },
    cost: {
      kind: 'choice',
      asks: 'What does guidance cost in sampling?',
      right: 'two calls of the network a step in place of one',
      wrong: [
        ['more steps', 'The number of steps is as before.'],
        ['a trained classifier', 'That was needed before this method; its name says that it is free of one.'],
      ],
      because: 'Both answers are needed at each step.',
    },
    zero: {
      kind: 'choice',
      asks: 'What does w = −1 give?',
      right: 'samples without any class',
      wrong: [
        ['samples of the other classes', 'They come in at w below −1; at −1 the class drops out.'],
        ['pure noise', 'The answer without class is a good denoiser of all data.'],
      ],
      because: '(1 − 1) times the first, plus 1 times the second.',
    },
  },
} as const satisfies Teaching;
