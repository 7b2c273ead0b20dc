/** Lesson 13, in English. */

export const en = {
  title1: 'Classifier-free guidance',
  text1:
    'A network can be trained with the class as one more input, and now and then without it. Then it gives two answers at each {xt}: one for the class, and one for the data as a whole. Their difference is what speaks for the class. Guidance (Ho and Salimans 2022) goes along that difference, and beyond:',
  guidedWords: 'The guidance_scale of diffusers is 1 + {w}: without guidance {w} is 0, and the scale 1.',
  ask: 'One of eight Gaussians is asked for, with exact denoisers for both answers. With w = 4 instead of 0, how wide is the cloud of samples?',
  options: ['Narrower', 'As wide as before', 'Wider'],
  check: (none: string, strong: string, w: number, centre: string, away: string) =>
    `Its standard deviation goes from ${none} (w = 0) to ${strong} (w = ${w}), and its middle from ${centre} to ${away} from the origin. Guided samples are no longer samples of the class.`,
  mistakes: [
    'It narrows.',
    'With w = 0 you would be right: then the samples are those of the class. But guidance does not only choose the class. It goes on in the direction that tells it from the others, for every sample.',
    'You may have thought of a force that pushes. It does push, away from the other classes; but all samples in the same direction, and towards the places that are most surely of the class.',
  ],
  text2: 'Where does the formula come from? From Bayes, once the answers are read as slopes (lesson 14): the score is −ε/√(1 − ᾱ).',
  proof: {
    bayes: {
      title: 'Bayes for the class',
      because: 'The density of the class is that of all data, times how likely the class is there, over how frequent the class is.',
      numbers: (classes: number, log: string) => `with ${classes} classes of the same size log q(c) is ${log} everywhere.`,
    },
    slope: {
      title: 'Its slope: a classifier for nothing',
      because:
        'The frequency of the class does not depend on the place, so it has no slope. The slope of log q(c | {xt}), for which one would need a classifier of noised pictures, is a difference of two scores that the network has.',
      numbers: (t: number, x: string, free: string, classed: string, slope: string) =>
        `at t = ${t} and {xt} = ${x} the data say ${free}, the class says ${classed}; the classifier’s slope is ${slope}.`,
    },
    more: {
      title: 'Take more of it',
      because:
        'Add w times the classifier’s slope to the score of the class, and write it with both answers: the formula above. It looks like the score of q({xt} | c) q(c | {xt})^w, and at each single t it is.',
      numbers: (guided: string, classed: string, free: string) => `with w = 4: 5 · ${classed} − 4 · ${free} = ${guided}.`,
    },
  },
  text3:
    'But the densities of different t do not fit together. If the data of t = 0 are tilted by q(c | x)^w and then noised, the result is another than the noised data tilted at each t. So the guided field is no score of any noised density, and guided samples are not those of a tilted one. They are clearer and less varied, pushed away from all that the classes share. That is often what one wants of a picture. Room Watch has the slider.',
  empty: 'Samples for three strengths of guidance will be here once you have predicted.',
  one: (w: number, centre: string, spread: string) => `w = ${w}: middle ${centre} from the origin, standard deviation ${spread}.`,
} as const;
