/** Goals, recap, exercises and questions of lesson 15, in English. */
import type { Teaching } from '../../teaching';

export const en = {
  goals: [
    'follow the shapes through a U-Net, down and up again',
    'say what skip connections, attention and residual blocks are for',
    'explain how a network is told the time, and why it must be',
  ],
  recap: [
    'A U-Net looks at a picture at several resolutions; skip connections carry the fine detail past the low ones.',
    'It is no bottleneck: at the lowest resolution there are fewer places, and more channels.',
    'The time goes in as sines and cosines of many frequencies, and comes to every block as one number a channel.',
  ],
  exercises: [
    {
      asks: 'Find the layers with the most parameters in the network of the avatars. Where are they, and why there?',
      answer: 'The first two blocks on the way up: each reads 128 channels, 64 from below and 64 from its partner, and gives 64.',
    },
    {
      asks: 'Put the first time at 10. From where on are the waves of other times less alike than 0.4?',
      answer:
        'From t = 38 on, for the first time, and then again and again: quick waves come round, but the slower they are the longer they tell times apart.',
    },
  ],
  questions: {
    output: {
      kind: 'choice',
      asks: 'Which shape has the output of the network?',
      right: 'that of its input',
      wrong: [
        ['a single number', 'A judge would give one. This network gives noise, one number a pixel and colour.'],
        ['half of the sides', 'The way up brings the sides back.'],
      ],
      because: 'It predicts the noise, or v, which has the shape of {xt}.',
    },
    bottom: {
      kind: 'number',
      asks: 'A picture of 32 × 32 with 3 colours; the sides are halved twice, and there are 128 channels at the bottom. How many numbers are there? (Exactly.)',
      value: 8192,
      within: 1,
      near: [
        [3072, 'That is the picture: 32 · 32 · 3.'],
        [32768, 'The sides are halved twice: 8 by 8 places, not 16 by 16.'],
      ],
      low: '8 · 8 · 128.',
      high: '8 · 8 · 128.',
      because: '8 · 8 · 128 = 8192, more than the picture has.',
    },
    skips: {
      kind: 'choice',
      asks: 'What are skip connections for?',
      right: 'They carry fine detail past the low resolutions.',
      wrong: [
        ['They save computation.', 'They cost some: blocks on the way up read more channels.'],
        ['They tell the network the time.', 'That is the embedding’s part.'],
      ],
      because: 'Noise is all fine detail, and it is what is to be predicted.',
    },
    residual: {
      kind: 'choice',
      asks: 'What does a residual block do that has learned nothing?',
      right: 'It passes its input on.',
      wrong: [
        ['It gives 0.', 'Its own part may be 0; its input is added to that.'],
        ['It adds noise.', 'Nothing in the network is drawn.'],
      ],
      because: 'It adds what it computes to what it was given.',
    },
    attention: {
      kind: 'choice',
      asks: 'Why does attention stand at the lowest resolution?',
      right: 'There are few places there, so that each can look at all others.',
      wrong: [
        ['Because attention needs few channels.', 'There are the most channels there.'],
        ['Because time matters only there.', 'Time comes to every block.'],
      ],
      because: 'Its cost goes with the square of the number of places.',
    },
    whyTime: {
      kind: 'choice',
      asks: 'Why must the network be told t?',
      right: 'The same x holds another share of noise at another t.',
      wrong: [
        ['To know how many steps are left.', 'It does not plan. It answers for one x at one t.'],
        ['So that it draws other noise.', 'It draws none.'],
      ],
      because: 'Which noise is likeliest depends on how much there is.',
    },
    sinusoid: {
      kind: 'choice',
      asks: 'Why sines and cosines in place of the number t?',
      right: 'Near and far times can be told apart at once, by quick and by slow waves.',
      wrong: [
        ['Because time runs in circles.', 'It does not; the slowest wave hardly turns at all over 1000 steps.'],
        ['Because networks need numbers between −1 and 1.', 't/1000 would be such a number, and a poor input.'],
      ],
      because: 'A single number would have to be resolved to a thousandth by the first layer.',
    },
    shift: {
      kind: 'choice',
      asks: 'What does a block take from the time embedding?',
      right: 'one number a channel, added between its convolutions',
      wrong: [
        ['one number a pixel', 'Time is the same everywhere in the picture.'],
        ['another set of weights', 'The weights are the same for all t.'],
      ],
      because: 'So t can raise or lower every feature.',
    },
    classEmbedding: {
      kind: 'choice',
      asks: 'How is the class told?',
      right: 'A learned vector is added to the time embedding.',
      wrong: [
        ['It is painted into the picture.', 'That is possible, and done elsewhere; not here.'],
        ['Each class has a network of its own.', 'One network serves all, and “no class”, too.'],
      ],
      because: 'The sum goes the way of the time, to every block.',
    },
    patch: {
      kind: 'number',
      asks: 'The digits are 28 × 28 with one grey value, folded by squares of 2 × 2 pixels. How many channels does the first convolution read?',
      value: 4,
      within: 0.5,
      near: [[1, 'One grey value a pixel, but four pixels are folded into one place.']],
      low: 'Four pixels make one place.',
      high: 'Two by two pixels, one value each.',
      because: '2 · 2 · 1 = 4, at 14 × 14 places.',
    },
  },
} as const satisfies Teaching;
