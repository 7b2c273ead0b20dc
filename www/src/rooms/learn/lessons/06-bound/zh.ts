/** 第 6 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: '对数似然与变分上界',
  text1:
    '一个数据模型应当使数据显得很可能：{logp} 平均要小。扩散模型算不出这个数，因为要把从噪声到这幅图像的所有路径加起来。它算得出的是另一个数，永远不小于前者：{logp} 的变分上界，也就是负的 ELBO。它的项很多，但每一项都简单：',
  eq5: 'Ho 等 2020，式 5',
  text2:
    '[prior|{priorName}] 说的是前向过程的终点离纯噪声有多远，里面没有可学的东西。[sum|每个 {termName}] 拿模型的一步与第 4 课那真正的退一步相比。[decoder|{decoderName}] 说的是最后一步能多准地找到数据。现在就训练一个小网络，看看它们各有多大。',
  ask: '求和号里有 999 项，t 从 2 到 1000 各一项。总和主要来自哪里？',
  options: ['t 小的地方：最后一点噪声', '中段：形状定下来的地方', 't 大的地方：全是噪声'],
  check: (steps, first, last, prior, total, weights, errors) =>
    `训练 ${steps} 步后测得：最靠近数据的十分之一占总和的 ${first}，最靠近噪声的十分之一占 ${last}。L_T 为 ${prior} 奈特，整个上界为每点 ${total} 奈特。[terms|每根柱子]都是[weights|权重]乘网络的误差平方。权重在最初几个 t 最大，t = 2 时为 ${weights.second}；到 t = ${weights.leastAt} 降到最小，为 ${weights.least}；随后又升到 t = ${weights.total} 时的 ${weights.last}。误差在 t = ${errors.shownAt} 时每维 ${errors.shown}，在 t = ${weights.total} 时为 ${errors.last}。所以 t 大的项小，是因为网络在那里误差小，而不是因为权重小。`,
  mistakes: [
    '靠近数据处，权重最大，网络的误差也最大。',
    '也许想到的是看得见的东西。形状在中段定下来，简单损失的力气也花在那里。上界数的是奈特，大部分在最后一点噪声里。',
    '也许觉得噪声最多，误差也最大。恰恰相反：{xt} 几乎全是噪声时，网络很容易认出噪声，误差很小。',
  ],
  density:
    '关于单位，有一点要说清楚。我们的点是连续的，所以 {decoderName} 是密度，可以为负，总和也可以为负：单位是奈特，零点随意。对 8 位图像，论文把最后那个正态分布按灰度值分段（3.3 节），那才是真正的编码长度，单位是每维比特。',
  barsTitle: '上界的各部分，每点奈特',
  total: '总和 L',
  termsTitle: '各项随 t 的变化，相邻者合并（对数）',
  termsLabel: (near, far) => `上界各项随 t 的变化：最靠近数据处 ${near}，最靠近噪声处 ${far}。`,
  weightsTitle: '误差平方的权重随 t 的变化（对数）',
  weightsLabel: (first, shown, least, leastAt, last) =>
    `上界中的权重：t = 1 时 ${first}，t = 100 时 ${shown}，t = ${leastAt} 时最小，为 ${least}，t = T 时 ${last}。L_simple 中恒为 1。`,
  weightBound: '在上界中',
  weightSimple: '在 L_simple 中（虚线）：1',
  unmeasured: '权重只取决于噪声调度。各项要等网络训练并测量之后才会出现在这里。',
  says: (prior, sum, decoder, total, likelihood) =>
    `L_T = ${prior}，Σ Lₜ₋₁ = ${sum}，L₀ = ${decoder}；合计每点 ${total} 奈特。用概率流 ODE，同一网络的 −log p = ${likelihood}。`,
  title2: '从 {logp} 到 {simpleName}，一步一步来',
  text3:
    '我们所依据的笔记，就是在这里没有看懂。其实不难，只是长：十步，每步只有一个念头。请逐一展开。做过上面的实验之后，每一步都会代入那个网络的数值。',
  steps: {
    wish: {
      title: '1. 我们想要什么',
      because:
        '最大似然：选参数，使数据出现的概率尽可能大。模型要经过中间所有的 {wholePath} 才得到 {x0}，所以它的概率是对一切路径求和。这个积分维数太高，算不了。',
    },
    importance: {
      title: '2. 只问要紧的路径',
      because:
        '乘以前向过程 q，再除以 q：什么也没变，但积分成了对前向路径的平均，而从 {x0} 出发的前向路径，想抽多少有多少。前向过程走的，恰恰是可能生成 {x0} 的那些路径。',
    },
    jensen: {
      title: '3. 对数与平均交换：得到上界',
      because:
        '平均的对数难估计，对数的平均容易。由琴生不等式，−log 是凸函数，交换之后右边只会变大。整个推导里只有这一处不等号，后面全是等式。所以，把 L 压低，就把真正想压低的那个数也压住了。',
    },
    factors: {
      title: '4. 路径是各步的乘积',
      because:
        '两个过程都是马尔可夫链：路径的概率等于各步概率之积，取对数就成了和，每步一项。但请看那个分式：上面是退一步，下面是进一步，两者是不同变量的分布，没法相比。',
    },
    turned: {
      title: '5. 把前进的一步倒过来',
      because:
        '用贝叶斯公式，把分母里的一步也变成退一步。妙处在于塞进去的那个 {x0}：前进一步并不在乎从哪里出发，所以添上它不费分文；而添上之后，右边三个都是我们在第 3、4 课里认识的正态分布。不添它，就又回到谁也求不出的 {qBack}。',
    },
    telescoped: {
      title: '6. 几乎全部消去',
      because:
        '倒过来之后，每个 t 多出一个分式，是两个“一步到位”之比。对 t 求和时，前一个的分母就是后一个的分子，首尾相消，只剩两头：t = 1 那一头与没有倒过来的那一步抵消，T 那一头归到先验里。',
    },
    grouped: {
      title: '7. 归并：三类项',
      because:
        '同一个变量的两个分布之比，取对数，再按上面那个分布求平均，就是 KL 散度：绝不为负，只有两者一致时才为 0。于是上界在每一步上分别把模型与后验相比。可是模型看不到 {x0}：只要数据不止一个点，它就不可能同时等于每个 {x0} 的后验，这一项也就到不了 0。它能有的最好的均值是 E[{muTilde} | {xt}]，即对 {xt} 的所有可能来源 {x0} 求平均；剩下的就是第 10 课的下限。忘了这一点，就犯了第 4 课说的那个错：{x0} 只有在训练时才是已知的。',
    },
    gaussians: {
      title: '8. 两个正态分布，差在均值',
      because:
        '退一步的两个分布都是正态的，模型的方差又事先定好。它们的 KL 散度，就是均值距离的平方除以两倍方差，再加一个网络改变不了的常数。概率不见了，剩下的是一个回归。',
    },
    eps: {
      title: '9. 用噪声代替均值',
      because:
        '两个均值都写成式 11 的样子：一个用真正的 {eps}，一个用 {epsTheta}。相减时 {xt} 消去，剩下噪声之差乘一个系数；平方之后，系数就成了权重。',
    },
    simple: {
      title: '10. 去掉权重',
      because:
        '权重并不决定每个 t 上什么是对的（给定 t，最好的 {epsTheta} 与权重无关），只决定不同 t 的误差怎样相互折算。上界最在意最后那一点噪声，而那是谁也看不见的。Ho 等人把权重全取为 1，图像更好了，似然却变差了。这是一个选择，不是推导的结果。',
    },
  },
  numbers: {
    wish: (dims, value) => `平面上的一个点，积分就有 ${dims} 维。换一条路，用概率流 ODE，同一网络的 −log p 平均为 ${value} 奈特。`,
    importance: (signal, total) =>
      `一条前向路径有 ${total} 步，走到头 {x0} 只剩 ${signal}，所以从模型一侧看，所有路径都始于几乎同样的噪声。`,
    jensen: (total, likelihood, difference) =>
      `L = ${total} 奈特，在训练点上测得；−log p = ${likelihood} 奈特，在新的点上、沿同一网络的确定性路径求得。所以两者之差 ${difference} 不是不等式两边的差，只能提示它的大小。两边之差是 {boundGap}：模型生成 {x0} 的路径与前向过程的路径相差多远。`,
    factors: (total) => `${total} 项，每步一项，另加先验一项。`,
    turned: (t, bar, before) =>
      `t = ${t} 时，两个“一步到位”是 N(√${bar} x₀, 1 − ${bar}) 与 N(√${before} x₀, 1 − ${before})：一步很小，所以几乎相同。`,
    telescoped: (fractions, logs, left) => `${fractions} 个分式，${logs} 个对数，剩下 ${left} 个。`,
    grouped: (prior, sum, decoder, total) => `${prior} + ${sum} + ${decoder} = 每点 ${total} 奈特。`,
    gaussians: (t, deviation, apart, term, floor) =>
      `t = ${t} 时，两者标准差都是 ${deviation}，均值相距 ${apart}（均方根）：${apart}² / (2 · ${deviation}²) = ${term} 奈特。换成第 10 课的精确去噪器，仍会剩下 ${floor} 奈特。`,
    eps: (t, weight, dims, error, product, term) =>
      `t = ${t} 时：权重 ${weight} × ${dims} 维 × 均方误差 ${error} = ${product} 奈特。上界自己的这一项是 ${term}，差别来自抽样起伏。`,
    simple: (first, shown, t, least, leastAt, last, total) =>
      `权重在 t = 1 时为 ${first}，t = ${t} 时为 ${shown}，t = ${leastAt} 时为 ${least}，t = ${total} 时为 ${last}；在 L_simple 中全为 1。`,
  },
};
