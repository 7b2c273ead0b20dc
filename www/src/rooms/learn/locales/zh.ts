import { zh as building } from '../lessons/01-building/zh';
import { zh as reparameterization } from '../lessons/02-reparameterization/zh';
import { zh as forward } from '../lessons/03-forward/zh';
import { zh as posterior } from '../lessons/04-posterior/zh';
import { zh as reverse } from '../lessons/05-reverse/zh';
import { zh as bound } from '../lessons/06-bound/zh';
import { zh as algorithms } from '../lessons/07-algorithms/zh';
import { zh as variance } from '../lessons/08-variance/zh';
import { zh as langevin } from '../lessons/09-langevin/zh';
import { zh as exact } from '../lessons/10-exact/zh';
import { zh as beyond } from '../lessons/11-beyond/zh';
import type { LearnDictionary } from './en';
import { questions } from './questions.zh';

export const zh: LearnDictionary = {
  title: 'DDPM Lab：扩散模型的原理',
  list: '课程',
  turn: '上一页与下一页',
  count: (n) => `第 ${n} 课，共 11 课`,
  sceneOf: (scene, scenes) => `第 ${scene} 幕，共 ${scenes} 幕`,
  doneOf: (done, all) => `已完成 ${done}/${all}`,
  done: '已完成',
  toDo: '待完成',
  waiting: '计算中……',
  fixed: '请先预测，然后你可以自己移动这里的一切。',
  percent: (share) => `${Number((100 * share).toPrecision(2))}%`,
  lessons: [
    '拆楼与建楼',
    '重参数化',
    '前向过程',
    '后验分布',
    '反向过程',
    '优化目标',
    '训练与采样',
    '降低方差',
    'DDPM 与朗之万采样',
    '精确去噪器',
    '笔记之外',
  ],
  leads: [
    '想知道一栋楼怎样建起来，可以先看它怎样一步一步拆掉。',
    '怎样对随机抽样求导？',
    '噪声一步步加进数据，任何时刻加了多少都可以精确算出。',
    '为什么训练时知道原图，可以算出反向的一步，采样时却不行。',
    '网络只预测噪声，其余都是算术。',
    '从最大似然到一行的损失函数，每一步都有理由。',
    '全部内容就是两个短算法。',
    '用两份噪声的损失是正确的，用一份噪声的方差更小。',
    'DDPM 与朗之万采样使用同一个得分函数：联系在哪里，区别在哪里。',
    '数据有限时，最优去噪器有闭式解，但它只能重现数据。',
    '更少的步数、其他预测目标，以及怎样指定类别。',
  ],
  notation: {
    title: '四套记号',
    lead: '同样的量在四套记号里的写法。上方的开关会改变本房间的所有公式。',
    quantity: '含义',
    rows: {
      step: '单步：信号、噪声',
      all: '累计：信号、噪声',
      noise: '各步合并的噪声',
      prediction: '对它的预测',
      single: '单步的噪声，对它的预测',
      belief: 'x₀ 的估计',
      sigma: '反向一步的噪声',
      jump: '前向，一步到 t',
      mean: '后验均值',
      reverse: '反向一步',
      loss: '损失',
      guided: '引导',
      times: '时刻',
    },
    times: { ho: 't = 1..T，ᾱ₀ = 1', su: 't = 1..T', diffusers: 't = 0..T−1：比这里小 1', score: 't ∈ [0, 1]，或直接用 σ' },
    su: '在苏剑林的第一篇文章里，网络 ε_θ 预测的是单步噪声 εₜ，一步写作 (xₜ − βₜ ε_θ)/αₜ。Ho 等人的网络预测的是各步合并的噪声。所以 Ho 的 ε_θ 等于 β̄ₜ/βₜ 乘苏剑林的 ε_θ，他自己也指出了这一点；用他的记号时，本页把这个系数写出来。从第三篇文章起，他的 ε_θ 与 Ho 的相同。合并的噪声，他起初写作 ε̄ₜ，在损失里写作 ε；这里一律写 ε，ε̄ₜ₋₁ 则是此前各步的噪声。',
    densities: '各套记号下，概率密度都沿用 Ho 的字母：前向过程用 q，模型用 p_θ。苏剑林写作 p 与 q。',
    guidance:
      '引导强度有两种刻度。这里与 Ho 和 Salimans（2022）一样，w = 0 表示没有引导；diffusers 的 guidance_scale 等于 1 + w，所以那里的 1 才表示没有引导。',
    warning:
      '最容易弄错的是前两行：苏剑林的 α 是 Ho 的 α 的平方根，他的 ᾱ 也是 Ho 的 ᾱ 的平方根。从一篇文章往另一篇抄公式之前，先看清是 α² + β² = 1 还是 α + β = 1。',
  },
  numbers: {
    label: '公式',
    names: { symbols: '符号', numbers: '数值' },
    time: '数值所取的时刻 t',
    another: '换一个点',
    learning: '网络正在训练',
    ofPoint: (steps) =>
      steps === 0
        ? '数值取自八个高斯中的一个点和它的噪声；网络还没有训练。'
        : `数值取自八个高斯中的一个点和它的噪声；网络在这里训练了 ${steps} 步。`,
    draw: '期望内的数值取自这一次抽样。σ² 取 β̃。',
    ofStage: '公式中的数值就是旁边画面上的数值。期望内的数值取自一次抽样。σ² 取 β̃。',
  },
  tools: {
    debugger: {
      title: '调试器',
      lead: '两个算法与论文原文一致，逐行执行，并显示一个粒子或一个像素的数值。',
      fromReverse: '在调试器里，你可以跟踪任意一个粒子，或图像模型的一个像素，逐行走完所有的步。',
      fromAlgorithms: '在调试器里，两个算法都可以逐行执行：训练步会真的更新权重，采样可以用点，也可以用图像。',
    },
    break: { title: '找错', lead: '实践中常见的错误，每一个都与正确的算法并排，从同一份噪声出发。' },
    fork: { title: '分叉', lead: '把 x 固定在某个 t，从那里重新采样五十次：结果是在什么时候确定的？' },
  },
  scores: {
    title: '预测成绩',
    said: (right, wrong) => `预测：正确 ${right} 次，错误 ${wrong} 次。`,
    here: '只保存在这台设备上。',
    reset: '清零',
  },
  hands: {
    title: '举手统计',
    more: (option) => `举手加一：${option}`,
    less: (option) => `举手减一：${option}`,
    count: (option) => `举手人数：${option}`,
    right: '正确',
  },
  movable: '用方向键移动，按住 Shift 移得更远。',
  coordinates: ['x 的横坐标', 'x 的纵坐标'],
  experiment: {
    predict: '先预测',
    yours: '你的预测',
    notMoved: '请移动滑块',
    commit: '确定我的预测',
    said: '你的预测：',
    run: '运行实验',
    cancel: '取消',
    progress: (percent) => `${percent}%`,
    right: '与你的预测一致。',
    wrong: '与你的预测不同。',
    again: '重新预测',
    clickToMark: '在图上点击，放置你的标记；也可以用 Tab 键移到图上，再用方向键移动。',
    markAt: (place) => `你的标记：${place}。`,
    truthAt: (place) => `计算结果：${place}。`,
    away: (distance, within) => `你的标记与它相距 ${distance}；不超过 ${within} 算正确。`,
  },
  unfold: {
    why: '为什么：',
    numbers: '代入：',
    unmeasured: '先运行上面的实验，这里就会显示那个网络的数值。',
  },
  building,
  reparameterization,
  forward,
  posterior,
  reverse,
  bound,
  algorithms,
  variance,
  langevin,
  exact,
  beyond,
  questions,
  helpTitle: '怎样学习一课',
  helpText: [
    '每一课有文字、画面和一次预测。你先作出预测，引擎再计算，然后页面比较两者。',
    '带点线的词对应画面上的某一部分：把鼠标移上去，或用 Tab 键移到那里，它就会亮起来。',
    '在公式和画面中，蓝色表示数据，紫色表示噪声，橙色表示预测。',
    '凡是能拖动的，都能用键盘移动：用 Tab 键移到它上面，再按方向键；在图上按住 Shift 移动得更远。',
    '学习进度只保存在这个浏览器里。',
  ],
  keys: {
    lesson: '下一课、上一课',
    notation: '换一套记号',
    numbers: '公式显示数值',
    questions: '常见问题',
  },
};
