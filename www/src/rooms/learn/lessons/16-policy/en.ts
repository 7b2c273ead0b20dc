/** Lesson 16, in English. */

export const en = {
  title1: 'Why the mean fails',
  text1:
    'A robot must go from the start to the goal, around a disc. Half of the demonstrations pass the disc on the left, half on the right. The simplest way to learn from them is behaviour cloning: a regression from the observation O of the robot to the next actions A of the demonstrator. By lesson 6b its optimum is the conditional mean:',
  cloningWords: 'the optimum of the squared error',
  openAsk: (demonstrations: number, actions: number) =>
    `${demonstrations} demonstrations, half of them on each side. The robot starts on the axis, in front of the disc. A network is trained with squared error on the next ${actions} actions, and the robot executes them without observing again. What do its robots do?`,
  options: ['Some pass on the left, some on the right', 'They hit the disc', 'All pass on the same side'],
  openCheck: (steps: number, robots: number, hit: string, arrived: string, chain: string, left: string) =>
    `${steps} training steps, ${robots} robots of each. [cloning|The regression]: ${hit} hit the disc, ${arrived} arrive. The mean of left and right is straight ahead. [diffusion|The diffusion policy], the same network trained to denoise the same actions: ${chain} arrive, ${left} of them on the left.`,
  openMistakes: [
    'A regression gives one output for one observation. It cannot go left once and right the next time, because it draws nothing at random.',
    'Straight ahead is the mean of both ways.',
    'That would need a reason to prefer one side. On the axis, with the same number of demonstrations on each side, there is none. And the optimum of the squared error is the mean, not one of the values.',
  ],
  text2: 'Perhaps this comparison was unfair, because the robot could not observe on the way. So let it observe after every action.',
  closedAsk:
    'Same networks, same start. Now the robot observes and plans again after each action. What do the robots of the regression do?',
  closedCheck: (steps: number, robots: number, hit: string, arrived: string, chain: string, left: string) =>
    `Trained for ${steps} steps, ${robots} robots: of [cloning|the regression] ${hit} hit the disc and ${arrived} arrive, all on one side. As soon as the robot is a little off the axis, the demonstrations on one side have more weight, and the mean moves to that side. [diffusion|The diffusion policy]: ${chain} arrive, ${left} on the left.`,
  closedMistakes: [
    'Some would pass on the left and some on the right if anything were random. Network and start are the same for all, so all robots do the same.',
    'On the axis the mean leads into the disc. But the mean of a network is never exactly on the axis, and once the robot is off the axis, the mean is no longer in the middle.',
    'They pass, and all on one side.',
  ],
  text3:
    'So the comparison must be fair: frequent observations rescue the regression here. But it never uses both sides. If many actions must be planned at once, because a pause or a turn needs more than one step, the mean can still fail.',
  title2: 'The same chain, over actions',
  text4:
    'Diffusion Policy (Chi et al. 2023) uses everything from the earlier lessons, with a chunk of actions in place of the picture: the next 16 actions, two numbers each. The observation O is an additional input, like the class in lesson 13. Training is Algorithm 1. The steps of the chain are counted by k, because t now counts the steps of the robot:',
  lossWords: 'Chi et al. 2023, eq. 5, in the notation of lesson 7',
  stepWords: 'Chi et al. 2023, eq. 4: Algorithm 2, or with less noise and fewer steps DDIM; α, γ and σ follow from the schedule',
  task: 'Move [moment|the moment] from noise to actions. When have the chunks chosen their side? (Run the first prediction to get a policy.)',
  text5:
    'Every chunk starts from its own noise, so some go left, others right, and none in between: the chain samples from the distribution of actions, just as it samples from the distribution of pictures. A whole chunk is sampled at once, so its actions fit together. Sampled one by one, they could change sides half-way.',
  text6:
    'There are three horizons: the robot uses To observations, plans Tp actions, and executes Ta of them before it plans again. With a long Ta the motion is steady but reacts slowly; with a short Ta it reacts fast but can switch sides. A few DDIM steps make it fast enough. Room Act has all of these as controls, and you can draw the demonstrations.',
  policies: { diffusion: 'Diffusion policy', cloning: 'Regression' },
  one: (name: string, arrived: string, collided: string, left: string) =>
    `${name}: ${arrived} arrive, ${collided} hit the disc; fraction on the left ${left}.`,
  empty: 'The demonstrations. Predict first; then the robots of both policies appear here.',
  loopLabel: 'The robot observes again',
  loops: { open: 'after the whole chunk', closed: 'after every action' },
  moment: 'Moment of the chain',
  chunkSays: (k: number, chunks: number, left: number, right: number) =>
    `k = ${k}: ${chunks} chunks of one plan, ${left} of them on the left of the axis, ${right} on the right.`,
  chunkEmpty: 'When a policy has been trained above, the plan of a robot appears here, from noise to actions.',
} as const;
