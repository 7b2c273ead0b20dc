/** Goals, recap, exercises and questions of lesson 7, in English. */
import type { Teaching } from '../../teaching';

export const en = {
  goals: [
    'write down Algorithm 1 and Algorithm 2 from memory',
    'say what is drawn and what is computed in each line',
    'explain why the loss stops falling while the samples still improve',
  ],
  recap: [
    'Training draws {x0}, t and {eps}, jumps to {xt}, and takes a gradient step on the squared error of the predicted noise.',
    'Sampling starts from noise and repeats one line for t = T, …, 1, with one pass through the network each.',
    'The loss has a floor that no network can pass, so most of what is left of it says nothing about the samples.',
  ],
  exercises: [
    {
      asks: 'Go through Algorithm 1 until t is small, then until t is large. At which of them is the squared error of this one point larger, as a rule?',
      answer:
        'At small t. There {xt} is nearly {x0}, and the little noise in it is hard to tell from the data. At large t nearly all of {xt} is noise, so it is easy to predict.',
    },
    {
      asks: 'After the prediction: move the slider of Algorithm 2 and compare both clouds of samples at the same t. Where do they begin to differ?',
      answer:
        'Late, at small t. At large t both networks do the same: they pull everything towards the middle. Details are decided at the end.',
    },
  ],
  questions: {
    target: {
      kind: 'choice',
      asks: 'What is the target of the regression in Algorithm 1?',
      right: 'the {eps} that was drawn',
      wrong: [
        ['{x0}', 'It can be, with another parameterization. Ho et al. predict the noise.'],
        ['{xPrev}', 'It is never drawn in Algorithm 1: the jump goes from {x0} to {xt} at once.'],
        ['the noise of the single step from t − 1 to t', 'That would leave a second noise in the target. Lesson 8 shows what that costs.'],
      ],
      because: 'The loss is ‖ε − ε_θ‖², with the {eps} that made {xt}.',
    },
    draws: {
      kind: 'choice',
      asks: 'What is drawn at random for each example of a training step?',
      right: '{x0}, t and {eps}',
      wrong: [
        ['only {eps}', 't and the data point are drawn, too, anew for each example.'],
        ['t noises, one for each step', 'The jump merges them into one.'],
        ['{xT} and z', 'They are drawn in Algorithm 2, for sampling.'],
      ],
      because: 'Three draws; {xt} follows from them.',
    },
    time: {
      kind: 'choice',
      asks: 'How is t chosen in Algorithm 1?',
      right: 'uniformly from 1 to T, for each example anew',
      wrong: [
        ['from T down to 1, one after the other', 'That is sampling. Training may take the times in any order.'],
        ['once for the whole batch', 'It would work, but badly: each point of a batch has a t of its own.'],
        ['always T', 'Then the network would learn only the noisiest case.'],
      ],
      because: 'All steps are to be learned by one network, so all t must occur.',
    },
    chain: {
      kind: 'choice',
      asks: 'Does training run the reverse process?',
      right: 'No: it never takes a reverse step.',
      wrong: [
        ['Yes, from T to 1 for each example.', 'It only makes {xt} by the jump and compares one prediction.'],
        ['Yes, one step of it.', 'No step is taken at all: no {xPrev} is computed.'],
        ['Only at the end, to compute the loss.', 'The loss is computed from {eps} and its prediction alone.'],
      ],
      because: 'This is why training is a plain regression.',
    },
    calls: {
      kind: 'number',
      asks: 'T = 1000. How many passes through the network does it take to sample 16 pictures that are kept in one batch?',
      value: 1000,
      within: 0.5,
      near: [
        [16000, 'All 16 go through the network together, in one pass a step.'],
        [16, 'A picture is not made in one pass. It takes one for each step.'],
        [1, 'Each of the 1000 steps needs the x of the step before.'],
      ],
      low: 'Each of the T steps needs one pass.',
      high: 'One pass for each step is enough for the whole batch.',
      because: 'One pass a step, T steps.',
    },
    zeroNetwork: {
      kind: 'number',
      asks: 'A network always answers 0. What is its mean squared error for one coordinate of the noise?',
      value: 1,
      within: 0.01,
      near: [
        [0, 'It would be 0 if the noise were 0. Its mean is 0, but its square is not.'],
        [2, 'That is the error of answering with another, independent noise.'],
        [0.5, 'The mean of ε² is the variance of ε.'],
      ],
      low: 'It is the mean of ε², the variance of a standard normal number.',
      high: 'It is the mean of ε², the variance of a standard normal number.',
      because: 'E[(ε − 0)²] = 1. A loss of 1 means: nothing has been learned.',
    },
    floor: {
      kind: 'choice',
      asks: 'Why has the loss a floor above 0?',
      right: 'The same {xt} can come from different pairs of {x0} and {eps}.',
      wrong: [
        ['The network is too small.', 'A network of any size has it. The missing knowledge is not in its input.'],
        ['The learning rate is too large.', 'It can keep the loss above the floor. But the floor itself is there for the best predictor.'],
        ['The data are scaled wrongly.', 'Scaling moves the floor, but never to 0 at all t.'],
      ],
      because: 'The best answer is the mean of {eps} given {xt}. What scatters about it is the floor.',
    },
    samples: {
      kind: 'choice',
      asks: 'The loss hardly moves any more. What follows for the samples?',
      right: 'Nothing: they may still improve.',
      wrong: [
        [
          'They have stopped improving, too.',
          'They depend on the small rest above the floor, which can still shrink by half without being seen in the loss.',
        ],
        ['They are perfect.', 'A loss that stands still may stand well above the floor, too.'],
        [
          'The network has memorised the training data.',
          'Then the loss on training data would lie near their floor. Standing still does not tell.',
        ],
      ],
      because: 'Measure samples by their distance to data, not by the loss.',
    },
    z: {
      kind: 'choice',
      asks: 'In Algorithm 2, what is z at t = 1?',
      right: '0',
      wrong: [
        ['a normal draw, as at every t', 'It would remain in the sample as visible noise.'],
        ['the same as at t = 2', 'A z is never used twice.'],
        ['the predicted noise', 'That is taken out in the mean. z is what is put in.'],
      ],
      because: 'No step follows that could take it out again.',
    },
    start: {
      kind: 'choice',
      asks: 'Where does sampling start?',
      right: 'from a draw of N(0, I)',
      wrong: [
        ['from a data point with noise added', 'Then something of that point could remain. New samples start from pure noise.'],
        ['from the mean of the data', 'All samples would be alike, but for z.'],
        ['from 0', 'The network has never seen 0 at t = T: in training {xT} is noise of unit variance.'],
      ],
      because: 'At T the noised data are N(0, I) to a good approximation.',
    },
    condition: {
      kind: 'choice',
      asks: 'Why does the network get t as an input?',
      right: 'How much noise is in {xt} decides how it must be read.',
      wrong: [
        ['So that it knows how many steps have been trained.', 't is the time of the chain, not of the training.'],
        ['Because each t has weights of its own.', 'All t share the same weights. The input t is what tells them apart.'],
        ['So that it can count down in sampling.', 'The algorithm counts. The network is only told.'],
      ],
      because: 'The same x can be data with little noise or a chance result of much noise.',
    },
  },
} as const satisfies Teaching;
