/** 第 6b 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: '平方误差要的是什么',
  text1:
    '上界最后会归结为平方误差。所以先问：怎样回答，平方误差最小？设我们站在某个 {xt}，它可能来自[values|两个数据点]，一个可能性大些，一个小些。对 {x0} 只能报一个数，差多少，就按平方付多少。',
  ask: (low, high, lowShare, highShare) =>
    `x₀ 以 ${lowShare} 的概率等于 ${low}，以 ${highShare} 的概率等于 ${high}。报哪个数，均方误差最小？`,
  check: (measured, mean, left, likely) =>
    `对 x₀ 抽 4000 次，结果是 ${measured}。按公式就是均值 ${mean}，此时均方误差为 ${left}；若报可能性最大的那个值，要付 ${likely}。均值是 x₀ 从来取不到的数。`,
  mistakes: {
    likely: '这是可能性最大的值。它的平均距离最小（它是中位数），多数时候一点不差。可是偶尔差一次就差得远，而平方让远的误差格外贵。',
    middle: '这是两个值的正中间。只有两者可能性相同时，它才是均值。',
    other: '把答案稍稍移动：一侧的误差增大，另一侧减小，增减都与“距离乘概率”成正比。两边相等的地方，就是均值。',
  },
  task: '改变概率，再把答案移到[squared|均方误差]最小处。它总在[mean|均值]；而[absolute|平均距离]最小的地方，会从一个值跳到另一个值。',
  text2: '为什么是均值，那里还剩多少误差：',
  mse: {
    split: {
      title: '误差分成两部分',
      because: '把 a − x₀ 写成 (a − m) + (m − x₀) 再平方。交叉项是 2(a − m) 乘 m − x₀，而 m 是 x₀ 的均值，所以后者平均为 0。',
      numbers: (answer, mean, first, left, all) => `a = ${answer}，m = ${mean}：${first} + ${left} = ${all}。`,
    },
    least: {
      title: '只有第一部分与答案有关',
      because:
        'a = m 时它为 0。第二部分是给定 {xt} 时 {x0} 的方差，怎样回答都减不下去。网络对每个 {xt} 分别回答，所以最好的网络在每个 {xt} 处给出条件均值。',
      numbers: (mean, left) => `最好的答案是 ${mean}，还剩 ${left}。`,
    },
    mean: {
      title: '所以一步的最佳均值，是均值的均值',
      because:
        '各步的均值也是这样：后验均值 {muTilde} 依赖训练时抽到的 {x0}，而网络只看得到 {xt}。它最多能学到的，是 {muTilde} 对 {xt} 的所有可能来源 {x0} 的平均。{muTilde} 是 {x0} 的线性函数，所以这就是把 E[{x0} | {xt}] 代入的后验均值；{eps} 也是 {x0} 的线性函数，预测 {eps} 也是同一回事。剩下的，就是第 10 课的下限。',
      numbers: () => '不必再算：线性函数的平均，等于平均处的函数值。',
    },
  },
  squared: {
    values: 'x₀ 的两个值，高度为概率',
    squaredName: '每个答案的均方误差',
    absoluteName: '平均距离',
    answer: '答案 a',
    share: (high) => `x₀ = ${high} 的概率`,
    hidden: (low, high) => `x₀ 以 ${low} 的概率等于 −1，以 ${high} 的概率等于 2。`,
    says: (answer, squared, mean, left, absolute) =>
      `答案 ${answer} 的均方误差为 ${squared}；最小为 ${left}，在 ${mean} 处。它的平均距离为 ${absolute}。`,
  },
  title2: '从上界到 {simpleName}',
  text3: '第 6 课的结尾是一个散度之和，每步一项。再走三步，就是那一行损失函数。还是由你来选。做过下面的实验之后，每一步都会代入它的数值。',
  steps: {
    gaussians: {
      title: '1. 两个正态分布，差在均值',
      asks: '后验与模型的一步都是正态分布，方差都事先定好。它们的散度取决于什么？',
      because:
        '方差固定时，两个正态分布的散度，等于均值距离的平方除以两倍的模型方差，再加一个网络改变不了的常数。概率不见了，剩下的是一个回归。',
      wrong: [
        '正态密度的对数里是平方，不是距离：−‖x − μ‖²/(2σ²)。',
        '漏了方差。均值相差十分之一，对宽百分之一的分布来说差得很多，对宽十的分布来说几乎没差。',
      ],
    },
    eps: {
      title: '2. 用噪声代替均值',
      asks: '两个均值都是式 11 的样子：一个用真正的 {eps}，一个用 {epsTheta}。平方里提出来的系数是哪一个？',
      because: '两个均值相减，{xt} 消去，剩下噪声之差，乘以 {beta} 除以 {rootAlpha} {rootNoiseVariance}。平方之后，系数就成了权重。',
      wrong: ['系数在平方里面，要和噪声一起平方。', '式 11 的整个括号都除以 {rootAlpha}，平方之后分母上就是 {alpha}。'],
    },
    simple: {
      title: '3. 去掉权重',
      asks: 'Ho 等人把权重全取为 1，t 随机抽取。剩下的是什么？',
      because:
        '权重并不决定每个 t 上什么是对的：给定 t，最好的 {epsTheta} 是条件均值，与权重无关。它只决定不同 t 的误差怎样相互折算。上界最在意最后那一点噪声，而那是谁也看不见的。权重全取 1，图像更好了，似然却变差了。这是一个选择，不是推导的结果。',
      wrong: [
        '不平方的距离要的是另一种答案：一维时是中位数，而不是均值。那样一步就不再是后验均值了。',
        '网络预测的是噪声，就该与噪声比较。要与 {x0} 比较，就得让它预测 {x0}，这也可以，见第 12 课。',
      ],
    },
  },
  floorAsk: (t) => `t = ${t} 处，一个小网络已经训练好。把它换成最好的函数，即第 10 课的最优去噪器。L_{t−1} 这一项还剩多少？`,
  floorOptions: ['一点不剩：最好的没有误差', '约三分之一', '大部分'],
  floorCheck: (share, t, error, floor, term, weight) =>
    `还剩 ${share}。t = ${t} 时，网络的平方误差每维 ${error}，最优去噪器 ${floor}。[weights|权重]为 ${weight}，共两维，网络的误差合 ${term} 奈特。其余的，是 {xt} 没有说出的 {x0}。`,
  floorMistakes: [
    '假如模型看得到 {x0}，就是这样。可是它只看得到 {xt}，同一个 {xt} 来自好几个 {x0}。最好的答案是它们的平均，而平均不等于其中任何一个。',
    '也许觉得训练还差得远。到这时，误差的大部分是给定 {xt} 时噪声的方差，任何函数都去不掉。',
    '误差的大部分是给定 {xt} 时噪声的方差。',
  ],
  says: (second, least, leastAt, last) => `上界中的权重：t = 2 时为 ${second}，到 t = ${leastAt} 降为 ${least}，到 T 又升为 ${last}。`,
  saysMeasured: (t, weight, error, floor) => `t = ${t} 时权重为 ${weight}；网络的平方误差每维 ${error}，下限 ${floor}。`,
  numbers: {
    gaussians: (t, deviation, apart, term, floor) =>
      `t = ${t} 时，两者标准差都是 ${deviation}，均值相距 ${apart}（均方根）：${apart}² / (2 · ${deviation}²) = ${term} 奈特。换成第 10 课的最优去噪器，仍会剩下 ${floor} 奈特。`,
    eps: (t, weight, dims, error, product, term) =>
      `t = ${t} 时：权重 ${weight} × ${dims} 维 × 均方误差 ${error} = ${product} 奈特。上界自己的这一项是 ${term}，差别来自抽样起伏。`,
    simple: (first, shown, t, least, leastAt, last, total) =>
      `权重在 t = 1 时为 ${first}，t = ${t} 时为 ${shown}，t = ${leastAt} 时为 ${least}，t = ${total} 时为 ${last}；在 L_simple 中全为 1。`,
  },
};
