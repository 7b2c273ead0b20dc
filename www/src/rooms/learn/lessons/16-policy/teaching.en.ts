/** Goals, recap, exercises and questions of lesson 16, in English. */
import type { Teaching } from '../../teaching';

export const en = {
  goals: [
    'say why a regression fails where demonstrations have several ways',
    'name what takes the place of picture, class and t in Diffusion Policy',
    'say what the three horizons do',
  ],
  recap: [
    'A regression answers with the mean of all that demonstrators did, and between two ways round an obstacle the mean leads into it.',
    'Diffusion Policy denoises a chunk of actions given the observations, so each chunk follows one of the ways.',
    'Looking again after each action rescues the regression in simple cases, but never gives it more than one way.',
  ],
  exercises: [
    {
      asks: 'In the second part, move the moment slowly. At which k can you first say on which side a chunk will pass?',
      answer:
        'Nearly from the start: DDIM draws nothing on the way, so the side lies in the noise already. It can be seen within the first few moments, while the chunk is still rough.',
    },
    {
      asks: 'Open room Act and set the share of demonstrations on the left to 0.2. What becomes of the ways of the diffusion policy?',
      answer: 'About a fifth of its robots pass on the left: it draws from the distribution of the demonstrations, shares included.',
    },
  ],
  questions: {
    mean: {
      kind: 'choice',
      asks: 'Half of the demonstrations steer by +1, half by −1. What does a regression answer?',
      right: '0',
      wrong: [
        ['+1 or −1, at random', 'A regression has one answer for one observation.'],
        ['+1, since it comes first', 'The order of the data plays no part.'],
      ],
      because: 'Squared error asks for the mean.',
    },
    place: {
      kind: 'choice',
      asks: 'What stands in the place of the picture?',
      right: 'a chunk of actions',
      wrong: [
        ['the camera’s picture', 'That is an observation: an input, and not noised.'],
        ['the state of the robot', 'That is observed, too.'],
      ],
      because: 'The chain denoises what is to be made: actions.',
    },
    condition: {
      kind: 'choice',
      asks: 'How does the observation enter?',
      right: 'as one more input of the network, like a class',
      wrong: [
        ['It is noised with the actions.', 'Then the network would have to predict what it can see.'],
        ['as the start of the chain', 'The chain starts from noise.'],
      ],
      because: 'ε_θ(O, A, k) has three inputs.',
    },
    chunk: {
      kind: 'choice',
      asks: 'Why is a whole chunk drawn at once?',
      right: 'so that its actions belong to the same way',
      wrong: [
        ['because the network is faster so', 'It saves calls, but that is not the point.'],
        ['because actions are independent', 'They are not: the second must follow from the first.'],
      ],
      because: 'Drawn one by one, each might choose its side anew.',
    },
    closed: {
      kind: 'choice',
      asks: 'Why does the regression pass the disc when it looks again after each action?',
      right: 'Once it is off the axis, demonstrations of one side outweigh the others.',
      wrong: [
        ['Because it then draws its actions.', 'It still draws nothing.'],
        ['Because it has been trained longer.', 'The network is the same.'],
      ],
      because: 'The mean given the new observation is no longer in the middle.',
    },
    oneSide: {
      kind: 'choice',
      asks: 'What does it still not do?',
      right: 'take both ways',
      wrong: [
        ['arrive', 'It arrives nearly always.'],
        ['avoid the disc', 'It avoids it.'],
      ],
      because: 'Same start and same network give the same way.',
    },
    executed: {
      kind: 'number',
      asks: 'To = 2, Tp = 16: how many actions of a chunk are still to come when it is planned?',
      value: 15,
      within: 0.5,
      near: [
        [16, 'The chunk begins at the first of the two observations: one of its actions is past.'],
        [14, 'Only one of the two observations lies in the past; the other is now.'],
      ],
      low: 'Tp + 1 − To.',
      high: 'Tp + 1 − To.',
      because: '16 + 1 − 2 = 15.',
    },
    longTa: {
      kind: 'choice',
      asks: 'What does a long Ta cost?',
      right: 'The robot reacts late to what has changed.',
      wrong: [
        ['More calls of the network.', 'Fewer: it plans more rarely.'],
        ['It changes its mind more often.', 'Less often. That is the merit of a long Ta.'],
      ],
      because: 'It looks again only after Ta actions.',
    },
    steps: {
      kind: 'choice',
      asks: 'Why is DDIM used in running the policy?',
      right: 'A robot cannot wait for a hundred calls; with DDIM some ten are enough.',
      wrong: [
        ['Because actions must not be noisy.', 'DDPM’s samples are not noisy either, at the end.'],
        ['Because DDIM chooses one side.', 'Which side is decided by the start of each chain.'],
      ],
      because: 'Few steps are what DDIM is good at (lesson 11).',
    },
    letters: {
      kind: 'choice',
      asks: 'In A^k, what does k count?',
      right: 'the steps of the chain',
      wrong: [
        ['the steps of the robot', 'That is t in the paper of Chi et al.'],
        ['the demonstrations', 'They have no index in the formula.'],
      ],
      because: 'The chain’s t of the other lessons is called k, as t is the robot’s time.',
    },
  },
} as const satisfies Teaching;
