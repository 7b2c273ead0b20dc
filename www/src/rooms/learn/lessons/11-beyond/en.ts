/** Lesson 11, in English. */

export const en = {
  title1: 'Fewer steps',
  text1:
    'A trained network can be used on a part of its times alone: 10 of 1000, say. The only thing to mind is that α must then be computed anew from two values of ᾱ. DDIM (Song et al. 2021) goes further and puts no noise back at all:',
  ddimWords: 'Song et al. 2021, eq. 12 with η = 0; where times are left out, t − 1 stands for the next one used',
  ask: (calls: number) => `One network, ${calls} calls of it. Whose samples come nearest to the data?`,
  check: (calls: number, ddpm: string, ddim: string, heun: string, most: string, data: string) =>
    `With about ${calls} calls: [ddpm|DDPM] ${ddpm}, [ddim|DDIM] ${ddim}, [heun|Heun] ${heun} (sliced Wasserstein distance, less is better; Heun’s method calls the network twice a step). With 200 calls, DDPM comes to ${most}; [data|data and other data] are ${data} apart.`,
  text2:
    'Where many calls can be afforded, noise does no harm and even mends errors on the way; where few can, it only disturbs. The targets may be changed, too: from {eps} one gets {x0} and back, and v (Salimans and Ho 2022) is a mixture that is good at both ends. Schedules other than the linear one, such as the cosine (Nichol and Dhariwal 2021), spend more of their steps in the middle. Samples are drawn with a running mean of the weights (EMA). And the chain need not make pictures: Diffusion Policy (Chi et al. 2023) makes a robot’s next movements by it, given what it sees.',
  empty: 'Distance to the data over network calls; it will be measured once you have predicted.',
  one: (name: string, calls: number, distance: string) => `${name} with ${calls} calls: ${distance}.`,
  kinds: { ddpm: 'DDPM', ddim: 'DDIM', heun: 'Heun’s method' },
  dataLine: 'data to other data',
  title2: 'Classifier-free guidance',
  guidedWords: 'Ho and Salimans 2022, eq. 6. The guidance_scale of diffusers is 1 + {w}: without guidance {w} is 0, and the scale 1.',
  text3:
    'A network that was taught with classes, and sometimes without, has two opinions. The difference between them is what speaks for the class. Guidance (Ho and Salimans 2022) goes along that difference, and beyond:',
  guidanceAsk:
    'One of eight islands is asked for, with exact denoisers for both opinions. With w = 4 instead of 0, how wide is the cloud of samples?',
  guidanceOptions: ['Narrower', 'As wide as before', 'Wider'],
  guidanceCheck: (none: string, strong: string, w: number, centre: string, away: string) =>
    `Its deviation goes from ${none} (w = 0) to ${strong} (w = ${w}), and its middle from ${centre} to ${away} from the origin. Guided samples are not samples of the class any more.`,
  text4:
    'They are clearer and less varied, pushed away from all that other classes share. That is often what one wants of a picture, and it is no longer the distribution that was learnt. Room Watch has the slider.',
  guidedEmpty: 'Samples for three strengths of guidance will be here once you have predicted.',
  guidedOne: (w: number, centre: string, spread: string) => `w = ${w}: middle ${centre} from the origin, deviation ${spread}.`,
} as const;
