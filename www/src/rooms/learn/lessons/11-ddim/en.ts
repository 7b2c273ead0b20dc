/** Lesson 11, in English. */

export const en = {
  title1: 'Fewer steps',
  text1:
    'A trained network can be used at only some of its times, for example 10 of 1000. Note one thing: for a step from t to an earlier time, α must be recomputed as the ratio of the two values of ᾱ. DDIM (Song et al. 2021) goes further and adds no noise at all:',
  ddimWords: 'Song et al. 2021, eq. 12 with η = 0; when times are skipped, t − 1 stands for the next time used',
  ask: (calls: number) => `One network, ${calls} calls. Which sampler comes closest to the data?`,
  check: (calls: number, ddpm: string, ddim: string, heun: string, most: string, data: string) =>
    `With about ${calls} calls: [ddpm|DDPM] ${ddpm}, [ddim|DDIM] ${ddim}, [heun|Heun] ${heun} (sliced Wasserstein distance, smaller is better; Heun’s method calls the network twice per step). With 200 calls, DDPM reaches ${most}; [data|data and other data] are ${data} apart.`,
  mistakes: [
    'DDPM is accurate if there are many small steps. With a few long steps, each step adds much noise, and there are not enough steps left in which the network can remove it again.',
    'With few calls, the noise-free path of DDIM comes closest.',
    'Heun’s method is of second order, and it wins if the path is smooth over the length of a step. But it needs two calls per step, so here its steps are twice as long.',
  ],
  text2:
    'With many calls, the noise does no harm and even corrects errors on the way. With few calls, it only disturbs. DDIM has a second advantage: without noise the path is determined by its starting point. So the same {xT} gives the same sample, and we can interpolate between samples by interpolating between their starting points.',
  empty: 'Distance to the data against network calls. Predict first; then it is measured.',
  one: (name: string, calls: number, distance: string) => `${name} with ${calls} calls: ${distance}.`,
  kinds: { ddpm: 'DDPM', ddim: 'DDIM', heun: 'Heun’s method' },
  dataLine: 'data and other data',
  title2: 'Why can DDIM leave out the noise?',
  text3:
    'Lesson 5 added noise at every step, and Break it shows what happens if we forget it. DDIM leaves it out on purpose. Here we try both from the same {xT}, with 50 steps and the exact denoiser, so that no error comes from a network.',
  silentAsk: 'In Algorithm 2 we set z = 0 at every step and change nothing else. What happens to the samples?',
  silentOptions: [
    'The same as with DDIM: both have no noise',
    'They contract towards the centre',
    'They spread out, because nothing corrects them',
  ],
  silentCheck: (end: string, t: number, middle: string, ddpm: string, ddim: string) =>
    `[silent|Without z] they have ${end} times the correct mean square at the end, and at t = ${t} almost zero: ${middle}. All of them move to one place, and the last steps, in which the noise level is small, bring them only part of the way back. With z, [ddpm|DDPM] ends at ${ddpm}; without z, [ddim|DDIM] ends at ${ddim}. [level|The horizontal line] is 1.`,
  silentMistakes: [
    'Both steps have no z, but they are not the same step. DDIM keeps more of the predicted noise: {rootNoiseVariancePrev} of it. Algorithm 2 keeps less, because it adds z.',
    'Without z they contract.',
    'The noise keeps the samples different from each other. If noise is removed and not added again, they become more alike, not less.',
  ],
  text4: 'The variances show why. Write both steps in the same form, and add up the noise variance that {xPrev} must have.',
  proof: {
    same: {
      title: 'Algorithm 2 in the form of DDIM',
      because:
        'Put x̂₀ into the posterior mean of lesson 4, and write {xt} with eq. 4 in terms of x̂₀ and the predicted noise. The coefficients of x̂₀ add up to {rootAlphaBarPrev}. For σ² = β̃, those of the noise add up to the square root of {keptNoise}.',
      numbers: (t: number, kept: string, added: string) => `at t = ${t} of 50: ${kept} times the predicted noise, and ${added} times z.`,
    },
    ledger: {
      title: 'The variances add up',
      because:
        'The predicted noise and z are independent and have variance 1, so the variances add: what is kept of the old noise, and what is new. The sum is {noiseVariancePrev}, exactly the noise variance that {xPrev} must have by eq. 4. This holds for every σ between 0 and the square root of {noiseVariancePrev}.',
      numbers: (t: number, kept: string, added: string, due: string) => `at t = ${t}: ${kept} + ${added} = ${due}.`,
    },
    silent: {
      title: 'With z = 0 one term is missing',
      because:
        'The old noise was reduced to make room for the new noise, but the new noise is missing. So {xPrev} has too little noise for its time. The network treats it as an x closer to the centre, and the next step repeats this.',
      numbers: (t: number, kept: string, due: string, share: string) =>
        `at t = ${t}: ${kept} in place of ${due}, only ${share}; and the same at every step.`,
    },
    whole: {
      title: 'DDIM sets σ = 0 in both places',
      because:
        'Then nothing is reduced, and nothing has to be added: all of the old noise is kept, at the level that {xPrev} needs. So the DDIM step has the correct variance without z. Song et al. show that the marginals agree with those of DDPM for every σ, and that the same trained network serves them all.',
      numbers: (t: number, root: string, due: string) =>
        `at t = ${t}: ${root} times the predicted noise, variance ${due}, which is correct.`,
    },
  },
  text5:
    'So we can choose σ freely, as long as both places use the same value. The parameter η scales it: η = 1 is DDPM with σ² = β̃, and η = 0 is the path without noise. The step belongs to a process that is not Markov: its forward step also depends on {x0}.',
  ways: { ddpm: 'Algorithm 2', silent: 'Algorithm 2, z = 0', ddim: 'DDIM' },
  wayOne: (way: string, ratio: string) => `${way}: ${ratio} times the correct mean square.`,
  noiseEmpty: 'Three samplers from the same noise. Predict first; then they appear here.',
  ratioTitle: 'Mean square divided by the correct one, from t = T to 0',
  time: 'Moment',
  toTargets: 'Other targets and schedules:',
  toGuidance: 'How to ask for a class:',
} as const;
