/** 第 14 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: '能量与得分函数',
  text1:
    '早在 DDPM 之前，人们就用能量来给密度建模。能量模型给每个 x 一个能量，能量越低，密度越大。困难在于常数 Z：它使密度积分为 1，而它本身是对所有 x 的积分。',
  text2: '许多事不需要 Z。得分函数是对数密度的梯度，指向密度增大的方向。它是能量的负梯度：',
  scaleAsk: (factor) => `假如 Z 算错了，密度处处大了 ${factor} 倍。得分函数会怎样？`,
  scaleOptions: ['也大 5 倍', '差一个 log 5', '毫无影响'],
  scaleCheck: (place, energy, shifted, factor, before, after) =>
    `在 ${place} 处测得：能量从 ${energy} 变为 ${shifted}，低了 log ${factor}。得分函数原来是 ${before}，现在是 ${after}。常数的梯度为零。`,
  scaleMistakes: [
    '密度的梯度确实大了 5 倍。可是得分函数是对数的梯度，即梯度除以密度，两者都带有这个倍数。',
    '能量确实变了 log 5，处处都一样。得分函数是它的负梯度，加一个常数，梯度不变。',
    '常数的梯度为零。',
  ],
  text3:
    '所以网络可以只学习得分函数。可是数据的得分函数未知，怎样学？加上噪声，再预测噪声。去噪得分匹配（Vincent 2011）取一个数据点，加噪声，用平方误差训练网络预测 −{eps}/{rootNoiseVariance}，也就是回到这个点的方向。',
  matchAsk: (place, t) =>
    `抽许多数据点和噪声，留下 t = ${t} 时 x_t 落在 ${place} 附近的那些。它们各有自己的目标 −ε/√(1 − ᾱ)。只能给一个预测，哪个的平方误差最小？`,
  matchOptions: ['几乎为零：噪声的均值是 0', '加噪数据在此处的得分函数', '没有：每次抽样的目标都不同'],
  matchCheck: (count, mean, scatter, score) =>
    `有 ${count} 次落在那里。它们的目标平均为 ${mean}，单个目标与它相差 ${scatter}。由能量求得的得分函数是 ${score}。可见预测噪声，就是学习得分函数。`,
  matchMistakes: [
    '对所有抽样，噪声的均值确实是 0。可是只看落在此处的抽样就不是了：落在这里，就含有噪声的信息。',
    '目标的平均就是得分函数。',
    '每次抽样的目标确实不同，而平方误差的最优解是它们的平均（第 6b 课）。这个平均是一个确定的向量。',
  ],
  text4:
    '图上左边是 2000 个训练点加噪到 t 之后的[exact|能量]与负梯度，右边是[network|训练好的网络的预测]，已由噪声换算成得分函数。在你放置的点上，得分函数用两种方法算出：[byEnergy|由能量]求差分，[byEps|由精确去噪器]（第 10 课）。改变[time|时刻] t：噪声大时能量只有一个极小值，噪声小时有八个。',
  task: '找一个得分函数几乎为零的地方（小于 0.08）。',
  title2: '联系与界限',
  text5: 'DDPM 的网络预测的就是得分函数，只差一个系数。两者来源不同，五步可以证明它们相等。',
  proof: {
    mixture: {
      title: '加噪的数据是混合分布',
      because: '每个数据点变成均值为 {rootAlphaBar}{x0} 的正态密度，加噪数据的密度就是所有这些分量的平均。',
      numbers: (count, t, width) => `t = ${t} 时，${count} 个分量，标准差都是 ${width}。`,
    },
    conditional: {
      title: '一个分量的得分函数就是它的噪声',
      because:
        '正态密度的对数是 −‖x − μ‖²/(2σ²)，梯度是 −(x − μ)/σ²。{xt} 偏离 {rootAlphaBar}{x0} 的部分是噪声乘 {rootNoiseVariance}，两个根号约去一个。',
      numbers: (t, factor, scatter) => `t = ${t} 时系数为 ${factor}；实验的那些抽样里，这些得分函数相差 ${scatter}。`,
    },
    mean: {
      title: '混合分布的得分函数，是各分量的平均',
      because:
        '对混合分布求导，再除以它本身：每个分量的得分函数，按它在 {xt} 处占密度的比例加权，而这个比例就是 {xt} 来自它的概率。所以得分函数是各分量得分函数的条件均值。',
      numbers: (count, mean, score) => `${count} 次抽样的平均：${mean}；混合分布的得分函数：${score}。`,
    },
    loss: {
      title: '平方误差找到的正是这个平均',
      because:
        '由第 6b 课，平方误差在条件均值处最小。所以以 −{eps}/{rootNoiseVariance} 为目标训练的网络，学到的是加噪数据的得分函数。乘以 −{rootNoiseVariance}，就是 DDPM 的网络；两个损失只差权重 1/({noiseVariance})。',
      numbers: (t, weight) => `t = ${t} 时，这个权重是 ${weight}。`,
    },
    tweedie: {
      title: 'Tweedie 公式：由得分函数得到最优估计',
      because: '由式 4 解出 {x0}，再求给定 {xt} 的平均。精确去噪器、得分函数与最优估计，是同一个量的三种形式。',
      numbers: (place, guess) => `在 ${place}，{x0} 的最优估计是 ${guess}。`,
    },
  },
  text6:
    '相通之处。Song 与 Ermon（2019）用一个网络学习许多噪声水平上的得分函数，用退火朗之万采样。Ho 等人（2020，3.2 节）发现，由各步的链得到的变分上界，归结为同样的损失，只是权重不同。Song 等人（2021）把两者放进同一个框架：前向过程是随机微分方程，各种采样都用得分函数把它反向求解。两类的差别在信号：NCSN 里信号不变，噪声增大；DDPM 里信号缩小，使方差保持为 1。',
  text7:
    '不同之处。能量模型给出一个数，得分函数是它的负梯度，两个能量可以比较；直接给出 ε 或得分函数的网络，输出不一定是某个量的梯度。DDPM 的链给出似然的界，只有一个噪声水平上的得分函数则没有（有了所有水平上的得分函数，可以用概率流 ODE 求）。朗之万动力学没有最后一步，DDPM 有 T 步。还有名称：Sohl-Dickstein 等人（2015）早五年就提出了这条链，称之为扩散。',
  toLangevin: '朗之万采样与 DDPM，从同一个起点出发：',
  exactTitle: '能量与得分函数，精确',
  networkTitle: (steps) => (steps === 0 ? '网络给出的得分函数，未训练' : `网络给出的得分函数，已训练 ${steps} 步`),
  time: '时刻',
  byEnergy: '−∇E，由能量的差分',
  byEps: '−ε*/√(1 − ᾱ)，由精确去噪器',
  says: (t, x, energy, score) => `t = ${t}，在 ${x}：能量 ${energy}（差一个常数），得分函数 ${score}。`,
  hidden: (t) => `t = ${t} 时加噪数据的能量：颜色深处能量低。`,
};
