/** 第 1 至 4 课。 */
import type { LearnDictionary } from '../en';

export const s1: LearnDictionary['s1'] = {
  title1: '一砖一瓦',
  text1:
    '怎样把噪声变成图像，谁也说不上来。可是怎样把图像变成噪声，人人都会：加一点噪声，再加一点，一直加下去。这就是前向过程，不需要学习任何东西。移动[way|滑块]，[points|图上的点]就被它一步步带走。',
  text2:
    '关键在于每一步都很小。要一下子把整栋拆掉的楼复原，就得从灰尘猜出楼来；要把一小步复原，只需猜出一块砖。DDPM 学的正是这些小步，而且用的是同一个网络：一连串简单的回归，既不是能量模型，也不是两个网络的对弈。',
  downTask: '把楼拆完：将[way|滑块]一直移到 t = T。',
  ask: '噪声分一千步加入。到哪个 t，方差里有一半是噪声？先拿定主意，再看结果。',
  check: (t, total) =>
    `按 Ho 等人的噪声安排，是 t = ${t}（共 ${total} 步）：前三分之一的路程里图像已去了大半，尽管那时每一步反而最小。余下的路，是把剩下的那一点点也去干净。`,
  upTask: '再选[direction|重建]，把滑块从噪声移到终点。',
  text3: '这里做重建的还不是网络，而是对这些点而言最好的去噪器，第 10 课会把它写出来。网络得从样例中学会它，中间各课讲的就是怎么学。',
  direction: '方向',
  directions: { demolish: '拆楼', rebuild: '重建' },
  way: '路程',
  says: {
    demolish: (t, bar) => `t = ${t} 时的加噪数据：信号占方差的 ${bar}。`,
    rebuild: (t, bar) => `从噪声重建到 t = ${t}：此时信号占方差的 ${bar}。`,
  },
};

export const s2: LearnDictionary['s2'] = {
  title1: '先把骰子掷好',
  text1:
    '从均值 {mu}、标准差 {spread} 的正态分布抽一个 {z}，看上去是凭空一跳：把 {mu} 稍改一点，抽出的数会怎么变？如果每次都重抽，就无从谈起。那就先抽 [eps|ε]，它的分布里没有任何参数；抽好之后，再平移、再拉伸。',
  text2:
    '这样，每个 [z|z] 都由一根线系在自己的 [eps|ε] 上。拖动[mu|均值]和[sigma|方框的边缘]：线还是那根线，z 平滑地移动。它对 {mu} 的导数是 1，对 {spread} 的导数就是那个 ε。',
  bothTask: '在图上或用滑块，分别拖动 [mu|μ] 和 [sigma|σ]。',
  zeroTask: '把 [sigma|σ] 设为 0：所有的线汇于一点。没有随机性的分布只是特例，并不例外。',
  title2: '有什么用',
  text3:
    '想知道 {z}² 的均值随 {mu} 怎样变化，可以用抽样来估计，办法有两个。第一个沿着线走；第二个不需要线，而是看每个取值变得更容易出现还是更不容易出现，据此加权。',
  pathWords: '沿着线：重参数化',
  scoreWords: '不靠线：得分函数估计，也就是 REINFORCE',
  ask: (mu, sigma) => `平均而言两者都对。μ = ${mu}、σ = ${sigma} 时，第二个的方差是第一个的多少倍？`,
  options: ['差不多', '约 3 倍', '10 倍以上'],
  check: (truth, path, score, pathVariance, scoreVariance, ratio) =>
    `两者都应得 ${truth}：同样的 8000 次抽样，沿着线得 ${path}，不靠线得 ${score}。而单次抽样的方差分别是 ${pathVariance} 和 ${scoreVariance}：同一个答案，噪声相差 ${ratio} 倍。`,
  text4:
    'DDPM 有两处用到它：前向一步，把 {xt} 写成一个 {eps} 的函数；采样一步，在均值上加新抽的 {z}。没有它，第 7 课的损失就没法沿梯度往下走。',
  says: (mu, sigma, mean, deviation) => `μ = ${mu}，σ = ${sigma}。24 个 z 的均值为 ${mean}，标准差为 ${deviation}；它们的 ε 没有变。`,
  epsRow: 'ε，只抽一次',
  zRow: 'z = μ + σε',
  dragMu: '均值 μ',
  dragSigma: '方框边缘 μ + σ',
};

export const s3: LearnDictionary['s3'] = {
  walkTitle: '一步步走，还是一步到位',
  step1: '前向的一步，是把 x 略微缩小，再加一点新噪声；分量恰好使方差 1 仍然是 1。',
  eq2: 'Ho 等 2020，式 2',
  step2: '缩小的噪声加上新的噪声，还是正态噪声。所以各步的噪声可以事先合并，任意时刻的 {xt} 都能由 {x0} 和一个 {eps} 一步得到：',
  eq4: '式 4。上面的横线表示：到此为止各步的乘积。',
  spreadAsk: (t) => `4000 个粒子走 ${t} 步，每步都加新噪声；另外 4000 个只用一份噪声，一步跳到 t = ${t}。哪一群散得更开？`,
  spreadOptions: ['一步步走的：它加噪声的次数多', '一步跳到的', '分不出来'],
  spreadCheck: (chainMean, chainVariance, jumpMean, jumpVariance, same) =>
    `一步步走：均值 ${chainMean}，方差 ${chainVariance}。一步到位：均值 ${jumpMean}，方差 ${jumpVariance}。${same ? '这点差别没有超出这么多粒子的随机起伏：两者是同一个分布。' : '差别超出了这么多粒子的随机起伏。'}`,
  endTask: '把 [slider|t] 移到最后，再移动[start|起点]：到了终点，从哪里出发已无关紧要。',
  why: '训练之所以便宜，就在这里。想练 t = 700，不必走 700 步：抽一次，乘一次，加一次。',
  density: '式 4 的密度',
  byChain: (t) => `走 ${t} 步`,
  byJump: '一步到位',
  step: '步数',
  start: '共同的起点 x₀',
  walkSays: (t, figures) => {
    const [chain, jump, exact] = figures;
    return `t = ${t}。一步步走：均值 ${chain?.[0]}，方差 ${chain?.[1]}。一步到位：均值 ${jump?.[0]}，方差 ${jump?.[1]}。按式 4：均值 ${exact?.[0]}，方差 ${exact?.[1]}。`;
  },
  empty: '先预测，然后计算，结果显示在这里。',
  endTitle: '走到头，真是噪声吗',
  end1: '采样要从纯噪声出发。只有 {xT} 确实是噪声，这样做才站得住：{alphaBarT} 必须几乎为 0。下面的表告诉您差多少：信号还剩几分，信噪比多大，离 N(0, 1) 有多远。',
  leftAsk: '论文取 T = 1000，β 从 0.0001 到 0.02。有人为了省时间，把 T 改成 250，β 原样不动。此时 {xT} 的方差里，数据还占多少？',
  leftCheck: (bar, percent, snr, kl) =>
    `ᾱ_T = ${bar}：方差里还有 ${percent} 是信号，信噪比 ${snr}，KL ${kl} 奈特。训练时网络见到的 {xT} 带着数据的痕迹，采样时给它的却没有。这个错误很常见：步数少了，每一步就得大。`,
  end2: '换[total|别的 T] 试试，看位于 −2 和 2 的[left|两个数据点]能不能变成[normal|同一座噪声小山]。',
  fromTwo: '由 x₀ = −2 与 x₀ = 2 得到的 x_T',
  total: 'T（β 不变）',
  endSays: (total, bar, snr, kl) => `T = ${total}：ᾱ_T = ${bar}，SNR = ${snr}，KL(q(x_T) ‖ N(0, 1)) = 每维 ${kl} 奈特。`,
};

export const s4: LearnDictionary['s4'] = {
  title1: '知道起点，退一步',
  text1:
    '往前走容易；{qBack} 是往回走，却求不出来：用贝叶斯公式，就得知道所有带噪图像的密度。但假如出发时的原图 {x0} 已知，路的两头便都定住了，一切都是正态分布，{qPosterior} 可以直接写出来。',
  text2:
    '前一步的 x 在哪里，有两位证人。[prior|蓝色的]只知道 {x0} 和之前的噪声；[likelihood|紫色的]只知道 {xt} 和最后一步。[posterior|两者都认可的地方]就是后验：两条曲线的乘积，比哪一条都窄。',
  eq7: 'Ho 等 2020，式 7：两端的加权平均',
  ask: (t, total, x0, xt) => `共 T = ${total} 步，现在 t = ${t}，数据点 x₀ = ${x0}，我们站在 {xt} = ${xt}。后验的均值在哪里？`,
  check: (mean, ofX0, ofXt, deviation) =>
    `在 ${mean}：x₀ 的系数 ${ofX0}，{xt} 的系数 ${ofXt}，上下浮动 ${deviation}。退一步只是一小步：离数据还远时，几乎全由 {xt} 说了算，x₀ 只是轻轻拉一下。`,
  betweenAsk: (t, total) =>
    `换到平面上，而且离数据很近：t = ${t}（共 ${total} 步）。蓝点是 x₀，紫点是 {xt}。后验的均值在哪里？请在图上点出来。`,
  betweenLabel: (x0, xt) => `平面上，x₀ 在 ${x0}，xₜ 在 ${xt}。`,
  betweenCheck: (mean, ofX0, ofXt) =>
    `在 ${mean}：x₀ 占 ${ofX0}，{xt} 占 ${ofXt}。离数据这么近，再早一步几乎就没有噪声了，所以由 x₀ 说了算：最后几步把它带到家。`,
  dragTask: '拖动 [x0|x₀] 和 [xt|{xt}]，看均值的[eq7|两种][eq11|写法]：直到最后一位数字都相同。',
  firstTask: '把[time|时刻] t 设为 1。后验成了立在 x₀ 上的一条线：第一步之前没有噪声，所以 β̃₁ = 0。',
  text3:
    '很多读者在这里绊倒，包括我们这份笔记的作者：训练时 {x0} 是已知的，刚从数据里取来；采样时 {x0} 正是我们要求的。所以均值里不能有它。先从一步到位的式子解出 {x0}……',
  eq11: '……再代进去，就是式 11。只剩两个符号：{xt} 和噪声，其中未知的只有噪声。',
  text4:
    '所以，有一个能从 {xt} 猜出 {eps} 的网络就够了。按这个猜测走一步，等于用网络相信的原图代替 {x0} 求后验均值：两句话，说的是同一个数。',
  prior: '由 x₀：q(xₜ₋₁ | x₀)',
  likelihood: '由 xₜ：q(xₜ | xₜ₋₁)',
  posterior: '两者合起来：q(xₜ₋₁ | xₜ, x₀)',
  time: '时刻',
  dragX0: 'x₀',
  dragXt: '时刻 t 的 x',
  byX0: '式 7，由 x₀ 和 xₜ',
  byEps: (eps) => `式 11，由 xₜ 和 ε = ${eps}`,
  difference: '相差',
  says: (t, x0, xt, mean, variance) => `t = ${t}，x₀ = ${x0}，xₜ = ${xt}：后验均值 ${mean}，方差 ${variance}。`,
};
