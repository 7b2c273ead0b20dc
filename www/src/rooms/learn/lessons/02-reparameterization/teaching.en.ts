/** Goals, recap, exercises and questions of lesson 2, in English. */
import type { Teaching } from '../../teaching';

export const en = {
  goals: [
    'write a draw from N(μ, σ²) as a function of μ, σ and noise without parameters',
    'differentiate a draw with respect to μ and σ',
    'say where a DDPM uses this, and where a gradient really needs it',
  ],
  recap: [
    'A draw z = μ + σε takes its chance from ε alone, so it is a smooth function of μ and σ.',
    'The gradient along that path has a much smaller variance than the score-function estimator, although both are right on average.',
    'In a DDPM the trick gives {xt} in one jump and makes {eps} the target; a gradient needs it only where the distribution itself is learned.',
  ],
  exercises: [
    {
      asks: 'Set σ to 2, then move μ by 1. By how much does each z move? Now keep μ and double σ: which z move most?',
      answer:
        'Every z moves by exactly 1, since dz/dμ = 1. When σ doubles, z moves by σ times its ε: the draws with a large ε move most, and one with ε near 0 stays.',
    },
    {
      asks: 'Find μ and σ at which the leftmost z is at 0 and its ε has not changed.',
      answer: 'Any pair with μ = −σε does it. There are infinitely many: two parameters, one condition.',
    },
  ],
  questions: {
    what: {
      kind: 'choice',
      asks: 'What does reparameterization separate?',
      right: 'the chance in a draw from the parameters of its distribution',
      wrong: [
        ['the mean of the data from their variance', 'That is standardization. It changes data; reparameterization rewrites a draw.'],
        ['the weights of a network from its inputs', 'No network is needed for it. It is about a random number and its distribution.'],
        [
          'signal from noise, once they are mixed',
          'That is denoising. Reparameterization comes before: it says how the mixture is written.',
        ],
      ],
      because: 'In z = μ + σε all chance is in ε, whose distribution has no parameters.',
    },
    bySigma: {
      kind: 'choice',
      asks: 'What is the derivative of z = μ + σε with respect to σ?',
      right: 'ε',
      wrong: [
        ['1', 'That is the derivative with respect to μ.'],
        ['σ', 'σ is what ε is multiplied by. The derivative of a product by one factor is the other factor.'],
        ['0, since z is random', 'z is random only through ε. With ε held, z is a plain function of σ.'],
      ],
      because: 'z is linear in σ with slope ε.',
    },
    draw: {
      kind: 'number',
      asks: 'μ = 0.5, σ = 2 and ε = −1.5. What is z?',
      value: -2.5,
      within: 0.01,
      near: [
        [3.5, 'The sign of ε was lost: ε = −1.5 lies below the mean.'],
        [-5.5, 'With σ² = 4 in place of σ. The noise is stretched by the standard deviation.'],
      ],
      low: 'Too low: ε is stretched by σ = 2, then μ is added.',
      high: 'Too high: ε is stretched by σ = 2, then μ is added.',
      because: '0.5 + 2 · (−1.5) = −2.5.',
    },
    pathVariance: {
      kind: 'number',
      asks: 'The estimate of d/dμ E[{z}²] along the path is 2z. What is its variance for σ = 1.5?',
      value: 9,
      within: 0.05,
      near: [
        [2.25, 'That is the variance of z. The factor 2 counts squared.'],
        [4.5, 'A factor in front of a random number counts squared in its variance: 4, not 2.'],
        [3, 'That is the standard deviation, 2σ. The variance is its square.'],
      ],
      low: 'The variance of 2z is 4 times that of z.',
      high: 'The variance of 2z is 4 times that of z, which is σ² = 2.25.',
      because: 'Var(2z) = 4σ² = 9.',
    },
    sum: {
      kind: 'number',
      asks: 'Two independent normal noises have standard deviations 0.6 and 0.8. What is the standard deviation of their sum?',
      value: 1,
      within: 0.01,
      near: [
        [1.4, 'Standard deviations do not add up: variances do.'],
        [0.7, 'That is the mean of the two. The variances add up.'],
      ],
      low: 'The variances add up: 0.36 + 0.64. The sum is wider than either.',
      high: 'The variances add up: 0.36 + 0.64, and the root of that is less than 1.4.',
      because: '√(0.36 + 0.64) = 1. The same rule makes the jump of lesson 3 possible.',
    },
    unbiased: {
      kind: 'choice',
      asks: 'In which respect do the two estimators of the gradient agree?',
      right: 'in their mean',
      wrong: [
        ['in their variance', 'In the lesson’s measurement the variances differ by a factor of about 20.'],
        ['in each single draw', 'For one draw they are 2z and z²(z − μ)/σ², which are different numbers.'],
        ['in nothing: one of them is biased', 'Both are unbiased: over many draws both tend to 2μ.'],
      ],
      because: 'Both have the mean 2μ. They differ in how far single draws scatter about it.',
    },
    zero: {
      kind: 'choice',
      asks: 'What happens to z = μ + σε as σ goes to 0?',
      right: 'All draws come together at μ, and the formula still holds.',
      wrong: [
        ['The formula breaks, since one divides by σ.', 'Only the score-function estimator divides by σ². The path does not.'],
        ['z becomes ε.', 'That is σ = 1 and μ = 0.'],
        ['ε becomes 0, too.', 'ε has a distribution of its own, which σ does not change.'],
      ],
      because: 'σ = 0 is a degenerate normal distribution, all of it in one point.',
    },
    forward: {
      kind: 'choice',
      asks: 'What does a DDPM gain by it in the forward process?',
      right: '{xt} in one jump, and {eps} as the target of the network',
      wrong: [
        ['a gradient through the draw of {xt}', 'q has no parameters in it that are learned, so no gradient goes through that draw.'],
        ['a schedule that fits the data', 'The schedule is fixed beforehand.'],
        ['less noise in {xt}', 'The distribution of {xt} is the same, however it is written.'],
      ],
      because: 'The gain is in the arithmetic: one {eps} stands for all noises so far, and the network can be asked for it.',
    },
    needed: {
      kind: 'choice',
      asks: 'Where does training itself need reparameterization?',
      right: 'where the distribution that one draws from has learned parameters, as in a VAE',
      wrong: [
        ['in every regression', 'A regression draws from data. Their distribution has no learned parameters.'],
        ['wherever noise is added to data', 'Noise of a fixed size needs no gradient.'],
        ['where the data are discrete', 'There it cannot be used at all: a discrete draw does not move smoothly with its parameters.'],
      ],
      because: 'The encoder of a VAE outputs μ and σ, and the loss is computed from a draw. Its gradient must pass that draw.',
    },
    reinforce: {
      kind: 'choice',
      asks: 'When is the score-function estimator used all the same?',
      right: 'when z or the function of z cannot be differentiated',
      wrong: [
        ['when its variance is the smaller one', 'It is rarely the smaller one; that is its weakness.'],
        ['when σ is unknown', 'It uses σ in (z − μ)/σ², so σ must be known.'],
        ['when there are few draws', 'Few draws make a large variance worse.'],
      ],
      because:
        'It needs only the value of the function and the density of z. So it also works for discrete actions, as in reinforcement learning.',
    },
    redraw: {
      kind: 'choice',
      asks: 'Why is ε held while μ is changed?',
      right: 'Only then does the change in z come from μ alone.',
      wrong: [
        ['To save time: a random number is costly.', 'It costs almost nothing. The reason is what one compares.'],
        ['Because ε depends on μ.', 'It does not: its distribution has no parameters. That is the point.'],
        ['Otherwise the mean of z would be wrong.', 'The mean is right with fresh ε as well. But two single draws could not be compared.'],
      ],
      because: 'With a fresh ε the difference of two draws is mostly chance. With the same ε it is the derivative.',
    },
  },
} as const satisfies Teaching;
