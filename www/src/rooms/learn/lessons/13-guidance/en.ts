/** Lesson 13, in English. */

export const en = {
  title1: 'Classifier-free guidance',
  text1:
    'A network can be trained with the class as an additional input, and from time to time without it. Then it gives two predictions at each {xt}: one for the class, and one for all data. Their difference is specific to the class. Guidance (Ho and Salimans 2022) follows this difference further:',
  guidedWords: 'Ho and Salimans 2022, eq. 6. The guidance_scale of diffusers is 1 + {w}: without guidance {w} is 0, and the scale 1.',
  ask: 'We ask for one of eight Gaussians, with exact denoisers for both predictions. With w = 4 instead of 0, how wide is the cloud of samples?',
  options: ['Narrower', 'As wide as before', 'Wider'],
  check: (none: string, strong: string, w: number, centre: string, away: string) =>
    `Its standard deviation goes from ${none} (w = 0) to ${strong} (w = ${w}), and the distance of its centre from the origin from ${centre} to ${away}. Guided samples are no longer samples from the class.`,
  mistakes: [
    'It becomes narrower.',
    'With w = 0 you would be right: then the samples come from the class. But guidance does not only choose the class. It moves every sample further in the direction that separates the class from the others.',
    'You may have thought of a force that pushes the samples apart. It does push, away from the other classes; but it pushes all samples in the same direction, to where the class is most certain.',
  ],
  text2: 'Where does the formula come from? From Bayes’ rule, if we read the predictions as scores (lesson 14): the score is −ε/√(1 − ᾱ).',
  proof: {
    bayes: {
      title: 'Bayes’ rule for the class',
      because:
        'The density of the class is the density of all data, times the probability of the class at this place, divided by the frequency of the class.',
      numbers: (classes: number, log: string) => `with ${classes} classes of the same size log q(c) is ${log} everywhere.`,
    },
    slope: {
      title: 'Its gradient: a classifier without training',
      because:
        'The frequency of the class does not depend on the place, so its gradient is zero. The gradient of log q(c | {xt}) would need a classifier of noised pictures. Here it is the difference of two scores that the network gives.',
      numbers: (t: number, x: string, free: string, classed: string, slope: string) =>
        `at t = ${t} and {xt} = ${x} the score of all data is ${free}, that of the class ${classed}; the gradient of the classifier is ${slope}.`,
    },
    more: {
      title: 'Add more of it',
      because:
        'Add w times the gradient of the classifier to the score of the class, and write it with both predictions: this is the formula above. It looks like the score of q({xt} | c) q(c | {xt})^w, and at each single t it is.',
      numbers: (guided: string, classed: string, free: string) => `with w = 4: 5 · ${classed} − 4 · ${free} = ${guided}.`,
    },
  },
  text3:
    'But the densities at different t do not fit together. If we weight the data at t = 0 by q(c | x)^w and then add noise, the result differs from noised data that are weighted at each t. So the guided field is not the score of any noised density, and guided samples do not come from a weighted density. They are clearer and less varied, and pushed away from everything that the classes have in common. For pictures this is often what we want. Room Watch has a slider for it.',
  empty: 'Predict first; then samples for three guidance strengths appear here.',
  one: (w: number, centre: string, spread: string) => `w = ${w}: centre ${centre} from the origin, standard deviation ${spread}.`,
} as const;
