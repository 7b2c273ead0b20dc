/** Questions that people really ask. */
export const questions = {
  title: 'Questions people ask',
  lead: 'Each question is also in its lesson.',
  list: {
    difference: {
      asks: 'Why predict {eps}, and not the step {step}?',
      answer:
        'You can: given {xt}, each follows from the other. But the step is mostly fresh noise that cannot be predicted from {xt}. So this target has a large variance, and its size changes with t. {eps} has the same size at every t, and it is exactly the combination of all noises that enters {xt} (lesson 8).',
    },
    whichVariance: {
      asks: '{beta} or {betaTilde}?',
      answer:
        'Each is exact in one extreme case: β for data from N(0, I), β̃ for data that are a single point. Real data lie in between. With a thousand steps the two hardly differ, except at the smallest t. With few steps they do differ, and β̃ is usually the safer choice.',
    },
    stopsFalling: {
      asks: 'Why does the loss stop falling while the samples still improve?',
      answer:
        'Most of the loss can never be learnt. {xt} does not determine which noise made it, so even the exact denoiser of lesson 10 has an error: the floor. Only the small part above the floor can still be learnt. It may halve, and the samples improve with it, while the total loss hardly changes.',
    },
    gaussian: {
      asks: 'Is {xT} really Gaussian?',
      answer:
        'Given {x0}, always: it is {x0} times a small number, plus Gaussian noise. The question is how close that Gaussian is to N(0, I). The gauge of lesson 3 shows it; it is the first term of the bound. Over all data, {xT} is a mixture of such Gaussians, one for each {x0}. If you shorten T without increasing β, {xT} still carries information about {x0}. The network learns to rely on it, and in sampling it is missing.',
    },
    lastNoise: {
      asks: 'Why is no noise added at t = 1?',
      answer:
        'Because no later step would remove it again. The posterior says the same: before the first step there was no noise, so β̃ at t = 1 is 0, and the mean is x̂₀ itself.',
    },
    whichLoss: {
      asks: '{simpleName} or the bound?',
      answer:
        'For likelihoods, use the bound; for pictures, the simple loss. Both have the same optimum at every t. They differ in what a network of limited size learns best: with the bound, the times with very little noise; with the simple loss, the times at which shapes are decided.',
    },
    sameMean: {
      asks: 'Why does eq. 11 give the same {xPrev} as the posterior mean with {x0Hat} in place of {x0}?',
      answer:
        'Because eq. 11 is derived from it: eq. 4, solved for {x0}, is substituted into eq. 7. The estimate {x0Hat} is the same eq. 4, solved with the predicted noise. So the two are one formula in two forms, and they agree to the last digit, as lesson 4 shows.',
    },
  },
} as const;
