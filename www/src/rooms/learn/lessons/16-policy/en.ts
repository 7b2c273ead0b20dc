/** Lesson 16, in English. */

export const en = {
  title1: 'Why a mean is a bad driver',
  text1:
    'A robot must go from the left to the goal on the right, round a disc. We have demonstrations: half of them pass on the left, half on the right. The plainest way to learn from them is behaviour cloning: a regression from what the robot observes, O, to what the demonstrator did next, A. By lesson 6b its best answer is the conditional mean:',
  cloningWords: 'what squared error asks for',
  openAsk: (demonstrations: number, actions: number) =>
    `${demonstrations} demonstrations, half of them on each side. The robot stands on the axis, straight before the disc. A network is trained by squared error on the next ${actions} actions, and the robot executes them without looking again. What do its robots do?`,
  options: ['Some pass on the left, some on the right', 'They run into the disc', 'All pass on the same side'],
  openCheck: (steps: number, robots: number, hit: string, arrived: string, chain: string, left: string) =>
    `${steps} steps of training, ${robots} robots of each. [cloning|The regression]: ${hit} run into the disc, ${arrived} arrive. The mean of left and right is straight ahead. [diffusion|The diffusion policy], the same network trained to denoise the same actions: ${chain} arrive, ${left} of them on the left.`,
  openMistakes: [
    'A regression has one answer for one observation. It cannot go left today and right tomorrow, for nothing in it is drawn.',
    'Straight ahead is the mean of both ways.',
    'That would need a reason to prefer a side. From the axis, with as many demonstrations on each, there is none; and squared error never prefers one answer to their mean.',
  ],
  text2: 'Perhaps it was unfair not to let the robot look. So let it look again after every single action.',
  closedAsk:
    'Same networks, same start. Now the robot observes anew after each action, and plans anew. What do the robots of the regression do?',
  closedCheck: (steps: number, robots: number, hit: string, arrived: string, chain: string, left: string) =>
    `Trained for ${steps} steps, ${robots} robots: of [cloning|the regression] ${hit} run into the disc and ${arrived} arrive, all on one side. As soon as it is a little off the axis, demonstrations of one side outweigh the others, and the mean is theirs. [diffusion|The diffusion policy]: ${chain} arrive, ${left} on the left.`,
  closedMistakes: [
    'Some would pass on the left and some on the right if anything were drawn. Network and start are the same for all, so all do the same.',
    'On the axis the mean leads into the disc. But a network’s mean is never exactly on the axis, and once the robot is off it, the mean is no longer in the middle.',
    'They pass, and all on one side.',
  ],
  text3:
    'So the comparison must be made fairly: looking often rescues the regression here. What it never gets back are both ways. Where many actions must be planned at once, because a pause or a turn needs more than one step, the mean stays a danger.',
  title2: 'The same chain, over actions',
  text4:
    'Diffusion Policy (Chi et al. 2023) takes everything from the lessons before, and puts a chunk of actions in the place of the picture: the next 16, two numbers each. The observation O is one more input, like the class in lesson 13. Training is Algorithm 1; the steps of the chain are counted by k, since t now counts the robot’s:',
  lossWords: 'in the notation of lesson 7',
  stepWords: 'Algorithm 2, or with less noise and fewer steps DDIM; α, γ and σ follow from the schedule',
  task: 'Move [moment|the moment] from noise to actions. When have the chunks chosen their side? (Let the first prediction run; then there is a policy.)',
  text5:
    'Every chunk comes from noise of its own, so one goes left, another right, and none in between: the chain draws from the distribution of actions, as it draws pictures from that of pictures. A whole chunk is drawn at once, so its actions fit together; drawn one by one they might change sides half-way.',
  text6:
    'Three horizons belong to it: To observations are looked at, Tp actions planned, Ta of them executed before the robot plans anew. A long Ta is steady and slow to react, a short one quick and apt to change its mind. Few steps of DDIM keep it fast enough. Room Act has all of these as controls, with demonstrations that you can draw.',
  policies: { diffusion: 'Diffusion policy', cloning: 'Regression' },
  one: (name: string, arrived: string, collided: string, left: string) =>
    `${name}: ${arrived} arrive, ${collided} run into the disc; share on the left ${left}.`,
  empty: 'The demonstrations, and the robots of both policies once you have predicted.',
  loopLabel: 'The robot looks again',
  loops: { open: 'after the whole chunk', closed: 'after every action' },
  moment: 'Moment of the chain',
  chunkSays: (k: number, chunks: number, left: number, right: number) =>
    `k = ${k}: ${chunks} chunks of one plan, ${left} of them on the left of the axis, ${right} on the right.`,
  chunkEmpty: 'The plan of a robot will be here, from noise to actions, once a policy has been trained above.',
} as const;
