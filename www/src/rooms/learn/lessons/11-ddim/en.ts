/** Lesson 11, in English. */

export const en = {
  title1: 'Fewer steps',
  text1:
    'A trained network can be used at only some of its times: 10 of 1000, say. One thing must be minded: for a leap from t to an earlier time, α is computed anew, as the ratio of the two values of ᾱ. DDIM (Song et al. 2021) goes further and puts no noise back at all:',
  ddimWords: 'with η = 0. Where times are left out, t − 1 stands for the next one used.',
  ask: (calls: number) => `One network, ${calls} calls of it. Whose samples come nearest to the data?`,
  check: (calls: number, ddpm: string, ddim: string, heun: string, most: string, data: string) =>
    `With about ${calls} calls: [ddpm|DDPM] ${ddpm}, [ddim|DDIM] ${ddim}, [heun|Heun] ${heun} (sliced Wasserstein distance, less is better; Heun’s method calls the network twice a step). With 200 calls, DDPM comes to ${most}; [data|data and other data] are ${data} apart.`,
  mistakes: [
    'DDPM is right where steps are many and small. In a few long steps much noise is added in each, and there are not enough steps left in which the network could take it out again.',
    'With few calls, DDIM’s path without noise is the nearest.',
    'Heun’s method is of second order, and wins where the path is smooth at the length of its steps. But it spends two calls on each step, so here its steps are twice as long.',
  ],
  text2:
    'Where one can afford many calls, noise does no harm and even mends errors on the way. Where one can afford few, it only disturbs. DDIM has a second merit: without noise the path is determined by its start, so the same {xT} gives the same sample, and samples can be blended by blending their starts.',
  empty: 'Distance to the data over network calls; it will be measured once you have predicted.',
  one: (name: string, calls: number, distance: string) => `${name} with ${calls} calls: ${distance}.`,
  kinds: { ddpm: 'DDPM', ddim: 'DDIM', heun: 'Heun’s method' },
  dataLine: 'data to other data',
  title2: 'Why may the noise be left out?',
  text3:
    'Lesson 5 put noise back at every step, and Break it shows what happens where it is forgotten. DDIM leaves it out on purpose. Here both are tried from the same {xT}, in 50 steps and with the best denoiser there is, so that nothing is the network’s fault.',
  silentAsk: 'In Algorithm 2 we set z = 0 at every step, and change nothing else. What becomes of the samples?',
  silentOptions: [
    'The same as DDIM: both have no noise',
    'They are drawn together, towards the middle',
    'They scatter more, as nothing corrects them',
  ],
  silentCheck: (end: string, t: number, middle: string, ddpm: string, ddim: string) =>
    `[silent|Without z] they have ${end} times the mean square that they should have at the end, and at t = ${t} almost nothing: ${middle}. All of them run to one place, and the last steps, in which the noise level is small, carry them only part of the way back. With z, [ddpm|DDPM] ends at ${ddpm}, and [ddim|DDIM], without, at ${ddim}. [level|The level line] is 1.`,
  silentMistakes: [
    'Both steps are without z, but they are not the same step. DDIM keeps more of the predicted noise: {rootNoiseVariancePrev} of it. Algorithm 2 keeps less, because it counts on z.',
    'Without z they are drawn together.',
    'Noise is what makes samples differ on the way down. What is taken out and not put back makes them more alike, not less.',
  ],
  text4: 'A ledger shows why. Write both steps in the same form, and add up the variance of the noise that {xPrev} must have.',
  proof: {
    same: {
      title: 'Algorithm 2 in the form of DDIM',
      because:
        'Put x̂₀ into the posterior mean of lesson 4 and write {xt} as the jump from x̂₀ with the predicted noise. What stands before x̂₀ adds up to {rootAlphaBarPrev}, what stands before the noise to the root of {keptNoise}, if σ² is β̃.',
      numbers: (t: number, kept: string, added: string) => `at t = ${t} of 50: ${kept} times the predicted noise, and ${added} times z.`,
    },
    ledger: {
      title: 'The variances add up',
      because:
        'The predicted noise and z are independent and have variance 1, so the variances add: what is kept of the old noise, and what is new. The sum is {noiseVariancePrev}, just the noise that {xPrev} must have by eq. 4. This holds for every σ between 0 and the root of {noiseVariancePrev}.',
      numbers: (t: number, kept: string, added: string, due: string) => `at t = ${t}: ${kept} + ${added} = ${due}.`,
    },
    silent: {
      title: 'z = 0 takes away one entry',
      because:
        'The old noise was cut down to make room for the new, and the new does not come. So {xPrev} has too little noise for its time. The network takes it for an x that is nearer to the middle than it was, and the next step does the same again.',
      numbers: (t: number, kept: string, due: string, share: string) =>
        `at t = ${t}: ${kept} in place of ${due}, only ${share}; and that at every step anew.`,
    },
    whole: {
      title: 'DDIM sets σ = 0 in both places',
      because:
        'Then nothing is cut down, and nothing has to come: the old noise is kept whole, at the level that {xPrev} needs. So DDIM’s step needs no z to be right in variance. Song et al. show that the marginals agree with those of DDPM for every σ, and that the same trained network serves them all.',
      numbers: (t: number, root: string, due: string) =>
        `at t = ${t}: ${root} times the predicted noise, variance ${due}, as it should be.`,
    },
  },
  text5:
    'So σ may be chosen freely, as long as both places agree. η measures it: with η = 1 it is DDPM with σ² = β̃, with η = 0 the path without noise. The step follows from a process that is not Markov: its forward step depends on {x0}, too.',
  ways: { ddpm: 'Algorithm 2', silent: 'Algorithm 2, z = 0', ddim: 'DDIM' },
  wayOne: (way: string, ratio: string) => `${way}: ${ratio} of the mean square that it should have.`,
  noiseEmpty: 'Three ways down from the same noise. They will be here once you have predicted.',
  ratioTitle: 'Mean square over what it should be, from t = T to 0',
  time: 'Moment',
  toTargets: 'This lesson used to hold three more topics. Other targets and schedules:',
  toGuidance: 'And how one asks for a class:',
} as const;
