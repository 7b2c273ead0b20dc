/** 第 14 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: '一片地形，和它的坡度',
  text1:
    '早在 DDPM 之前，人们就把密度当作地形来建模。基于能量的模型给每个 x 一个能量，能量低的 x 更可能出现。麻烦在常数 Z：它使密度积分为 1，而它本身是对一切 x 的积分。',
  text2: '许多事不用 Z 也能做。得分是对数密度的梯度，指向 x 变得更可能的方向。它就是能量的下坡方向：',
  scaleAsk: (factor) => `有人把 Z 算错了，密度处处大了 ${factor} 倍。得分会怎样？`,
  scaleOptions: ['也大 5 倍', '差一个 log 5', '毫无影响'],
  scaleCheck: (place, energy, shifted, factor, before, after) =>
    `在 ${place} 处测得：能量从 ${energy} 变为 ${shifted}，低了 log ${factor}。坡度原来是 ${before}，现在是 ${after}。处处相同的量没有坡度。`,
  scaleMistakes: [
    '密度的梯度确实大了 5 倍。可是得分是对数的梯度，即梯度除以密度，两者都带着这个倍数。',
    '能量差了 log 5，处处都差这么多。得分是它的坡度；地形整个抬高，坡度不变。',
    '常数没有坡度。',
  ],
  text3:
    '所以网络只学得分就够了。可是谁也说不出数据的得分，怎么教它？加上噪声，再问噪声是什么。去噪得分匹配（Vincent 2011）取一个数据点，加噪声，用平方误差训练网络回答 −{eps}/{rootNoiseVariance}，也就是回到这个点的方向。',
  matchAsk: (place, t) =>
    `抽许多数据点和噪声，留下 t = ${t} 时 x_t 落在 ${place} 附近的那些。它们各有各的 −ε/√(1 − ᾱ)。只许报一个答案，按平方误差，哪个最好？`,
  matchOptions: ['几乎为零：噪声的均值是 0', '加噪数据在此处的得分', '没有：每次抽样要的都不一样'],
  matchCheck: (count, mean, scatter, score) =>
    `有 ${count} 次落在那里。它们的目标平均为 ${mean}，单独一个的起伏是 ${scatter}。由地形求得的得分是 ${score}。可见预测噪声，学到的是坡度。`,
  matchMistakes: [
    '对所有抽样，噪声的均值确实是 0。可是只看落在此处的，就不是了：落在这里，本身就透露了噪声的消息。',
    '目标的平均就是得分。',
    '每次抽样要的确实不同，而平方误差给出它们的平均（第 6b 课）。这个平均是一个确定的向量。',
  ],
  text4:
    '图上左边是 2000 个训练点加噪到 t 之后的[exact|地形]与坡度，右边是[network|训练好的网络所说的]，已由噪声换算成坡度。在你放置的点上，坡度用两种方法算出：[byEnergy|由地形]求差分，[byEps|由最优去噪器]（第 10 课）。改变[time|时刻] t：噪声大时只有一个谷，噪声小时有八个。',
  task: '找一个坡度几乎为零的地方（小于 0.08）。',
  title2: '联系，以及到哪里为止',
  text5: 'DDPM 的网络预测的就是得分，只差一个系数。两者来历不同，而相等只需五步就能证明。',
  proof: {
    mixture: {
      title: '加噪的数据是混合分布',
      because: '每个数据点变成以 {rootAlphaBar}{x0} 为中心的一个高斯分量，加噪数据的密度就是所有分量的平均。',
      numbers: (count, t, width) => `t = ${t} 时，${count} 个分量，标准差都是 ${width}。`,
    },
    conditional: {
      title: '一个分量的坡度就是它的噪声',
      because:
        '正态密度的对数是 −‖x − μ‖²/(2σ²)，梯度是 −(x − μ)/σ²。{xt} 偏离 {rootAlphaBar}{x0} 的部分是噪声乘 {rootNoiseVariance}，两个根号约去一个。',
      numbers: (t, factor, scatter) => `t = ${t} 时系数为 ${factor}；实验的那些抽样里，这些坡度的起伏是 ${scatter}。`,
    },
    mean: {
      title: '混合分布的坡度，是坡度的平均',
      because:
        '对混合分布求导，再除以它本身：每个分量的坡度，按它在 {xt} 处占密度的份额加权，而这个份额就是 {xt} 来自它的概率。所以得分是各分量坡度的条件均值。',
      numbers: (count, mean, score) => `${count} 次抽样的平均：${mean}；混合分布自己的坡度：${score}。`,
    },
    loss: {
      title: '平方误差找到的正是这个平均',
      because:
        '由第 6b 课，平方误差在条件均值处最小。所以拿 −{eps}/{rootNoiseVariance} 训练的网络，学到的是加噪数据的得分。乘以 −{rootNoiseVariance}，就是 DDPM 的网络；两个损失只差权重 1/({noiseVariance})。',
      numbers: (t, weight) => `t = ${t} 时，这个权重是 ${weight}。`,
    },
    tweedie: {
      title: 'Tweedie 公式：得分说出最佳估计',
      because: '由式 4 解出 {x0}，再求给定 {xt} 的平均。最优去噪器、得分、最佳估计，是同一样东西的三个名字。',
      numbers: (place, guess) => `在 ${place}，{x0} 的最佳估计是 ${guess}。`,
    },
  },
  text6:
    '哪里相通。Song 与 Ermon（2019）用一个网络学许多噪声水平上的得分，用退火朗之万采样。Ho 等人（2020，3.2 节）发现，由一步步的链得到的上界，归结为同样的损失，只是权重不同。Song 等人（2021）把两者放进同一个框架：前向过程是随机微分方程，各种采样都是沿着它的得分倒着走。两类的差别在信号：NCSN 里信号不变，噪声在旁边增大；DDPM 里信号缩小，方差保持为 1。',
  text7:
    '哪里不同。能量模型给出一个数，坡度由它求得，两个能量可以比较；直接给出 ε 或得分的网络，不一定是什么东西的坡度。DDPM 的链给出似然的界，单有得分则没有。朗之万没有最后一步，DDPM 有 T 步。还有名字：Sohl-Dickstein 等人（2015）早五年就造出了这条链，称之为扩散。',
  toLangevin: '朗之万与 DDPM，从同一个起点出发：',
  exactTitle: '地形与坡度，精确',
  networkTitle: (steps) => (steps === 0 ? '网络给出的坡度，未训练' : `网络给出的坡度，已训练 ${steps} 步`),
  time: '时刻',
  byEnergy: '−∇E，由地形的差分',
  byEps: '−ε*/√(1 − ᾱ)，由最优去噪器',
  says: (t, x, energy, score) => `t = ${t}，在 ${x}：能量 ${energy}（差一个常数），得分 ${score}。`,
  hidden: (t) => `t = ${t} 时加噪数据的地形：颜色深处能量低。`,
};
