/** Questions that people really ask. */
export const questions = {
  title: 'Questions people ask',
  lead: 'Each stands in its lesson, too.',
  list: {
    difference: {
      asks: 'Why predict {eps}, and not the step {step}?',
      answer:
        'One could: given {xt}, each follows from the other. But the step is mostly fresh noise that no look at {xt} can tell, so its target scatters, and its size changes with t. {eps} is the same size at every t, and it is the one mixture of all noises that {xt} really shows (lesson 8).',
    },
    whichVariance: {
      asks: '{beta} or {betaTilde}?',
      answer:
        'Each is exact for one extreme: β for data that are N(0, I), β̃ for data that are one point. Real data lie between. With a thousand steps the two hardly differ except at the smallest t; with few steps they do, and β̃ is usually the safer one.',
    },
    stopsFalling: {
      asks: 'Why does the loss stop falling while the samples still improve?',
      answer:
        'Most of the loss can never be learnt: {xt} does not tell which noise made it, and even the exact denoiser of lesson 10 has an error, the floor. What can still be learnt is the small part above the floor. It may halve, and the samples with it, while the sum seems to stand still.',
    },
    gaussian: {
      asks: 'Is {xT} really Gaussian?',
      answer:
        'Given {x0}, always: it is {x0} times a small number, plus Gaussian noise. The question is how near that Gaussian is to N(0, I). The gauge of lesson 3 says it; it is the first term of the bound. Over all data {xT} is a mixture of such Gaussians, one for each {x0}. Shorten T without raising β, and {xT} still tells of {x0}: the network learns to rely on that, and in sampling it is not there.',
    },
    lastNoise: {
      asks: 'Why is no noise added at t = 1?',
      answer:
        'Because nothing comes after that would take it away again. The posterior says so, too: before the first step there was no noise, so β̃ at t = 1 is 0, and the mean is the belief itself.',
    },
    whichLoss: {
      asks: '{simpleName} or the bound?',
      answer:
        'For likelihoods, the bound; for pictures, the simple loss. Both have the same best answer at every t. They differ in what a limited network spends its effort on: the bound on the last traces of noise, the simple loss on where shapes are decided.',
    },
    sameMean: {
      asks: 'Why is {xPrev} from eq. 11 the same as the posterior mean with {x0Hat} put in?',
      answer:
        'Because eq. 11 was made from it: the jump of eq. 4, solved for {x0}, was put into eq. 7. The belief {x0Hat} is the same jump, solved with the network’s noise. So both are one formula in two spellings, and they agree to the last digit, as lesson 4 shows.',
    },
  },
} as const;
