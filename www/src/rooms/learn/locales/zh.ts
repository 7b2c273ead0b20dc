import { zh as building } from '../lessons/01-building/zh';
import { zh as reparameterization } from '../lessons/02-reparameterization/zh';
import { zh as forward } from '../lessons/03-forward/zh';
import { zh as posterior } from '../lessons/04-posterior/zh';
import { zh as reverse } from '../lessons/05-reverse/zh';
import { zh as bound } from '../lessons/06-bound/zh';
import { zh as loss } from '../lessons/06b-loss/zh';
import { zh as algorithms } from '../lessons/07-algorithms/zh';
import { zh as variance } from '../lessons/08-variance/zh';
import { zh as langevin } from '../lessons/09-langevin/zh';
import { zh as exact } from '../lessons/10-exact/zh';
import { zh as ddim } from '../lessons/11-ddim/zh';
import { zh as targets } from '../lessons/12-targets/zh';
import { zh as guidance } from '../lessons/13-guidance/zh';
import { zh as energy } from '../lessons/14-energy/zh';
import { zh as network } from '../lessons/15-network/zh';
import { zh as policy } from '../lessons/16-policy/zh';
import type { LearnDictionary } from './en';
import { questions } from './questions.zh';
import { sheet } from './sheet.zh';

export const zh: LearnDictionary = {
  title: 'DDPM Lab：扩散模型的原理',
  list: '课程',
  turn: '翻页',
  count: (name) => `第 ${name} 课，共 16 课`,
  sceneOf: (scene, scenes) => `第 ${scene} 幕，共 ${scenes} 幕`,
  doneOf: (done, all) => `已完成 ${done}/${all}`,
  done: '已完成',
  toDo: '待完成',
  waiting: '计算中……',
  fixed: '请先预测，然后这里的一切都可以自己移动。',
  percent: (share) => `${Number((100 * share).toPrecision(2))}%`,
  lessons: [
    '拆楼与建楼',
    '重参数化',
    '前向过程',
    '后验分布',
    '反向过程',
    '到底在优化什么',
    '训练与采样',
    '降低方差',
    '递归采样与朗之万',
    '精确去噪器',
    'DDIM：少走几步',
    '预测目标与噪声调度',
    '引导',
    '能量、得分与去噪',
    '网络是什么',
    '扩散策略',
    '从上界到损失函数',
  ],
  leads: [
    '想知道一栋楼怎样建起来，不妨先看它怎样一砖一瓦地拆掉。',
    '掷骰子这件事，梯度怎么能穿得过去？',
    '数据一步步没入噪声，而且任何时刻都能精确地说出没入了多少。',
    '为什么知道原图时，退一步可以算出来；不知道时，就不行。',
    '网络只猜噪声，其余全是算术。',
    '似然算不出来，但它的一个界算得出来；通往这个界有两条路。',
    '两个短短的算法，就是全部。',
    '两份噪声的损失没有错，一份噪声的更好。',
    'DDPM 与朗之万采样依据同一个得分：联系在哪里，区别在哪里。',
    '数据有限时，最好的去噪器可以直接写出来——而它糟糕透顶。',
    '按一千步训练的网络，只走十步；以及途中的噪声为什么可以不加。',
    '除了噪声，还可以让网络预测什么；噪声又该加得多快。',
    '怎样指定类别，得到的又是什么。',
    '更早的扩散模型学的是坡度，而坡度与噪声只差一个系数。',
    '把 U-Net 拆开：每一层的形状，以及时刻怎样送进去。',
    '同一条链，用在机器人接下来的十六步动作上；回归为什么在这里失败。',
    '两个正态分布，一个平方误差，再去掉一个权重：最后只剩一行。',
  ],
  notation: {
    title: '四套记号',
    lead: '同样的量，四种传统各有写法。上方的开关会把本房间的所有公式重新排过。',
    quantity: '含义',
    rows: {
      step: '单步：信号、噪声',
      all: '累计：信号、噪声',
      noise: '各步合并的噪声',
      prediction: '对它的预测',
      single: '单步的噪声，对它的预测',
      belief: 'x₀ 的估计',
      sigma: '反向一步的噪声',
      jump: '前向，一步到位',
      mean: '后验均值',
      reverse: '反向一步',
      loss: '损失',
      guided: '引导',
      times: '时刻',
    },
    times: { ho: 't = 1..T，ᾱ₀ = 1', su: 't = 1..T', diffusers: 't = 0..T−1：比这里少一', score: 't ∈ [0, 1]，或直接用 σ' },
    su: '在苏剑林的第一篇文章里，网络 ε_θ 预测的是单步噪声 εₜ，一步写作 (xₜ − βₜ ε_θ)/αₜ。Ho 等人的网络预测的是各步合并的噪声。所以 Ho 的 ε_θ 等于 β̄ₜ/βₜ 乘苏剑林的 ε_θ，他自己也指出了这一点；用他的记号时，本页把这个系数写出来。从第三篇文章起，他的 ε_θ 与 Ho 的相同。合并的噪声，他起初写作 ε̄ₜ，在损失里写作 ε；这里一律写 ε，ε̄ₜ₋₁ 则是此前各步的噪声。',
    densities: '各套记号下，概率密度都沿用 Ho 的字母：前向过程用 q，模型用 p_θ。苏剑林写作 p 与 q。',
    guidance:
      '引导强度有两种刻度。这里与 Ho 和 Salimans（2022）一样，w = 0 表示没有引导；diffusers 的 guidance_scale 等于 1 + w，所以那里的 1 才表示没有引导。',
    warning:
      '最容易上当的是前两行：苏剑林的 α 是 Ho 的 α 的平方根，他的 ᾱ 也是 Ho 的 ᾱ 的平方根。从一篇文章往另一篇抄公式之前，先看清是 α² + β² = 1，还是 α + β = 1。',
  },
  numbers: {
    label: '公式',
    names: { symbols: '符号', numbers: '数值' },
    time: '数值所在的时刻',
    another: '换一个点',
    learning: '网络正在学习',
    ofPoint: (steps) =>
      steps === 0
        ? '数值取自八个高斯中的一个点和它的噪声；其中的网络还什么都没学。'
        : `数值取自八个高斯中的一个点和它的噪声；其中的网络刚在这里训练了 ${steps} 步。`,
    draw: '期望号内写的是这一次抽样的值。σ² 取 β̃。',
    ofStage: '公式中的数值就是旁边舞台上的数值。期望号内写的是一次抽样的值。σ² 取 β̃。',
  },
  tools: {
    debugger: {
      title: '调试器',
      lead: '两个算法照论文原样排印，逐行执行，每个符号显示某一个粒子或像素的数值。',
      fromReverse: '在调试器里，可以跟着任意一个粒子，或真实模型的一个像素，一行一行走完所有的步。',
      fromAlgorithms: '在调试器里，两个算法都能逐行运行：训练是真的训练，采样可以用点，也可以用图像。',
    },
    break: { title: '找错', lead: '人们真会犯的错误，每一个都与正确做法并排，从同一份噪声出发。' },
    fork: { title: '分叉', lead: '把 x 冻结在某个 t，从那里重新走五十次：结果是在什么时候定下来的？' },
  },
  scores: {
    title: '预测成绩',
    said: (right, wrong) => `预测：猜对 ${right} 次，猜错 ${wrong} 次。`,
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
    predict: '先猜，再看',
    yours: '您的预测',
    notMoved: '请移动滑块',
    commit: '就这么定了',
    said: '您的预测：',
    run: '开始计算',
    cancel: '停止',
    progress: (percent) => `${percent}%`,
    right: '与您的预测一致。',
    wrong: '与您的预测不同。',
    again: '重新预测',
    clickToMark: '在图上点击，放下您的记号；也可以用 Tab 键移到图上，再用方向键移动。',
    markAt: (place) => `您的记号：${place}。`,
    truthAt: (place) => `计算结果：${place}。`,
    away: (distance, within) => `您的记号与它相距 ${distance}；不超过 ${within} 就算对。`,
  },
  fill: {
    next: '下一行',
    line: (n) => `第 ${n} 个式子`,
    of: (step, steps) => `第 ${step} 步，共 ${steps} 步`,
    take: '选这一行',
    wrong: '推不出这一行。',
    whole: '推导完成，每一行都是你自己选的。',
    again: '从头再来',
  },
  unfold: {
    why: '为什么：',
    numbers: '代入：',
    unmeasured: '先做上面的实验，这里就会出现那个网络的数值。',
  },
  building,
  reparameterization,
  forward,
  posterior,
  reverse,
  bound,
  loss,
  algorithms,
  variance,
  langevin,
  exact,
  ddim,
  targets,
  guidance,
  energy,
  network,
  policy,
  sheet,
  questions,
  helpTitle: '怎样上一课',
  helpText: [
    '每一课有文字、有画面，还有一次预测。先定下预测，引擎才开始计算，然后页面把两者相比。',
    '带点线的词说的是画面上的某一部分：把鼠标移上去，或用 Tab 键移到那里，它就会亮起来。',
    '蓝色是数据，紫色是噪声，橙色是网络说的；公式里和画面上都一样。',
    '凡是能拖动的，都能用键盘移动：用 Tab 键移到它上面，再按方向键；在图上按住 Shift 移得更远。',
    '完成的进度只保存在这个浏览器里。',
  ],
  keys: {
    lesson: '下一课、上一课',
    notation: '换一套记号',
    numbers: '公式显示数值',
    questions: '问题集',
  },
};
