/** Goals, recap, exercises and questions of lesson 1, in English. */
import type { Teaching } from '../../teaching';

export const en = {
  goals: [
    'say what the forward process and the reverse process do, and which of them is learned',
    'explain why one large problem is split into many small steps',
    'read off a schedule how much of the variance is noise at a given t',
  ],
  recap: [
    'The forward process adds a little noise at each of T steps until only noise is left; it is fixed and nothing in it is learned.',
    'The reverse process undoes these steps one at a time, and each of them is a small regression that a network can learn.',
    'How fast the data vanish is set by the noise schedule: with that of Ho et al. and T = 1000, half of the variance is noise at t = 260.',
  ],
  exercises: [
    {
      asks: 'Choose “take down”. Find the first t at which you no longer recognise the drawing. How much of the variance is still signal there?',
      answer:
        'Most people lose the drawing near t = 400, where {alphaBar} is about 0.2. A drawing is lost well before its signal is, because thin lines vanish as soon as the noise is wider than they are.',
    },
    {
      asks: 'Choose “rebuild”, and stop at the same t as before. Is it easier or harder to recognise the drawing than on the way down?',
      answer:
        'Neither: at each t both clouds have the same distribution. The reverse process is made so that its points at time t are distributed like noised data at time t.',
    },
  ],
  questions: {
    learned: {
      kind: 'choice',
      asks: 'Which of the two processes has parameters that are learned?',
      right: 'only the reverse process',
      wrong: [
        ['only the forward process', 'The forward process only adds noise of a fixed variance. There is nothing in it to learn.'],
        ['both, one after the other', 'In a VAE the encoder is learned, too. In a DDPM its place is taken by the fixed forward process.'],
        [
          'neither: both follow from the schedule',
          'The schedule fixes the forward process. To undo a step one must know what data look like, and that is learned.',
        ],
      ],
      because: 'The forward process is fixed by the schedule. The network learns to undo its steps.',
    },
    small: {
      kind: 'choice',
      asks: 'Why are the steps small?',
      right: 'A small step can be undone by a simple regression; a large one cannot.',
      wrong: [
        [
          'So that less noise is added in all.',
          'However many steps there are, in the end nothing but noise must be left. The total is the same.',
        ],
        [
          'So that the network can be smaller at each step.',
          'One and the same network does all steps. It is not made smaller by there being more of them.',
        ],
        ['So that sampling is faster.', 'It is slower: each step needs one pass through the network.'],
      ],
      because: 'Undoing one small step is a small regression. Undoing everything at once would mean predicting the data from noise alone.',
    },
    networks: {
      kind: 'choice',
      asks: 'How many networks does a DDPM with T = 1000 steps have?',
      right: 'one, which is told t',
      wrong: [
        [
          'one for each of the 1000 steps',
          'It would work, but 1000 networks would share nothing. Neighbouring steps are alike, so one network with the input t does all of them.',
        ],
        ['two, of which one judges the other', 'Two networks that work against each other make a GAN. A DDPM has no judge.'],
        ['two: one adds noise, one removes it', 'Adding noise needs no network. It is one line of arithmetic.'],
      ],
      because: 'A single network gets the noisy data and t, and serves every step.',
    },
    forwardNeeds: {
      kind: 'choice',
      asks: 'What must be known to add the noise of one step?',
      right: 'the schedule, and a source of random numbers',
      wrong: [
        ['the distribution of the data', 'Only the way back needs it. Noise can be added to a picture without knowing any other.'],
        ['the trained network', 'The network is trained on data to which noise has been added, so noise must come without it.'],
        ['the data point that the chain began with', 'A step uses only the x before it. The chain has no memory.'],
      ],
      because: 'One step shrinks x and adds normal noise of variance β. Nothing else enters.',
    },
    half: {
      kind: 'number',
      asks: 'T = 1000, β from 0.0001 to 0.02 in equal steps. At which t is half of the variance noise? (To within 30.)',
      value: 260,
      within: 30,
      near: [
        [
          500,
          'That is half of the steps. But β grows, and what is left is a product of all factors so far: by t = 500 only 8 % is signal.',
        ],
      ],
      low: 'That is too early: the first steps are very small, so the signal lasts a while.',
      high: 'That is too late: the losses multiply, and half of the signal is gone in the first third.',
      because: 'The signal’s share of the variance, {alphaBar}, falls below one half at t = 260.',
    },
    shareAt500: {
      kind: 'number',
      asks: 'Same schedule, t = 500: which share of the variance is still signal? (In percent, to within 3.)',
      value: 8,
      within: 3,
      near: [[50, 'Half of the steps do not take half of the signal: the factors of all steps multiply.']],
      low: 'A little more is left: the largest steps are still to come.',
      high: 'Less is left: half was gone at t = 260 already, and every step since has taken more than the one before.',
      because: 'At t = 500, {alphaBar} is 0.079.',
    },
    last: {
      kind: 'choice',
      asks: 'What must hold at the last step T?',
      right: 'Hardly anything of the data is left, so that sampling can start from pure noise.',
      wrong: [
        [
          'Exactly half of the variance is noise.',
          'Then sampling would have to start from something that still has half of a picture in it, and nobody has that.',
        ],
        [
          'The network’s error is zero there.',
          'The error is largest in the middle of the way, and zero nowhere. What matters at T is that the data are gone.',
        ],
        ['The data have mean zero.', 'They may be scaled so. But at T it must not matter any more what they were.'],
      ],
      because: 'Sampling starts from a normal draw. It may stand for {xT} only if {xT} is noise.',
    },
    stop: {
      kind: 'choice',
      asks: 'What does one see if one stops the reverse process at t = 300 and shows x as it is?',
      right: 'data with noise, as the forward process has them at t = 300',
      wrong: [
        [
          'data without noise, but blurred',
          'Blurred is the network’s estimate of the data at that t. The x of the chain is noisy, not blurred.',
        ],
        [
          'a part of the picture: the rest is still missing',
          'All parts of x lose their noise at the same time. There is no order in which they are built.',
        ],
        ['noise, since only the last step makes data', 'Every step takes a little noise away. At t = 300, 40 % of the variance is signal.'],
      ],
      because: 'The reverse process at time t is made to have the distribution of noised data at time t.',
    },
    compare: {
      kind: 'choice',
      asks: 'What distinguishes a DDPM from a GAN?',
      right: 'A DDPM is trained by regression, without a second network that judges.',
      wrong: [
        ['A DDPM needs no random numbers for sampling.', 'It starts from noise, and adds fresh noise at nearly every step.'],
        ['A DDPM makes its picture in one pass.', 'That is what a GAN does. A DDPM passes through its network once a step.'],
        ['A DDPM needs a label for every picture.', 'Neither needs labels. Both learn from the data alone.'],
      ],
      because: 'Its loss is a squared error against a known target, so training is a plain regression.',
    },
    rebuilder: {
      kind: 'choice',
      asks: 'What rebuilds the drawing on the stage of this lesson?',
      right: 'the best denoiser for these very points, which needs no network',
      wrong: [
        [
          'a network that was trained before the page opened',
          'No network is at work here. For a finite set of points the best denoiser can be computed by a formula, which is in lesson 10.',
        ],
        [
          'the forward process, played backwards',
          'The way back starts from other noise than the way down ended with. No recording is played.',
        ],
        ['a copy of the drawing that is faded in', 'The points move by the reverse process only, from noise.'],
      ],
      because: 'The exact denoiser of lesson 10 is a formula. The lessons between say how a network learns to come near it.',
    },
    clever: {
      kind: 'choice',
      asks: 'Somebody doubles all β and keeps T. What happens to the point at which half of the variance is noise?',
      right: 'It comes earlier.',
      wrong: [
        ['It comes later.', 'Larger β means more noise at each step, so the data vanish sooner.'],
        ['It stays: only the end changes.', 'The share at t is a product over all steps up to t. If each factor falls, every share falls.'],
      ],
      because: 'With twice the β, each step takes about twice as much of the signal.',
    },
  },
} as const satisfies Teaching;
