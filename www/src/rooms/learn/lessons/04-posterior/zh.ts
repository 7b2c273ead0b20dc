/** 第 4 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: '已知 x₀ 时的一步后验',
  text1:
    '前向的一步很容易；反向的一步 {qBack} 却求不出来：用贝叶斯公式，需要知道所有带噪图像的密度。但如果原图 {x0} 已知，贝叶斯公式里的每个密度都是正态的，{qPosterior} 就可以直接写出来。',
  text2:
    '前一步的 x 在哪里？有两个依据：先验与似然。[prior|先验]（蓝色）只用到 {x0} 和此前的噪声；[likelihood|似然]（紫色）只用到 {xt} 和最后一步。[posterior|两者之积]归一化，就是后验：后验 ∝ 先验 × 似然。它比两者都窄。',
  eq7: '{rootAlphaBarPrev}{x0}（先验）与 {xt}/{rootAlpha}（似然）按精度（方差的倒数）加权的平均。写成 {x0} 和 {xt} 的线性组合，系数之和不一定是 1。',
  ask: (t, total, x0, xt) => `共 T = ${total} 步，现在 t = ${t}，数据点 x₀ = ${x0}，当前点 {xt} = ${xt}。后验的均值在哪里？`,
  check: (mean, ofX0, ofXt, sum, deviation) =>
    `在 ${mean}：x₀ 的系数是 ${ofX0}，{xt} 的系数是 ${ofXt}，标准差 ${deviation}。两个系数之和是 ${sum}，不是 1。反向的一步很小：t 大时，均值几乎只由 {xt} 决定，x₀ 的权重很小。`,
  mistakes: {
    data: '你一直走到了 x₀。可是问的是前一步的 x 在哪里，不是起点在哪里。20 步里的第 15 步，离数据还远。',
    middle: '你给了两端相同的权重。权重是精度：一步只加一点噪声，十四步加得多，所以似然的精度大得多。',
    here: '靠近 {xt}，这一侧是对的。但前向的一步乘以 {rootAlpha}，所以似然的中心在 {xt}/{rootAlpha}，x₀ 再把均值拉向另一边。',
    beyond: '你朝远离 x₀ 的方向走了。除以 {rootAlpha} 确实向外，但先验向 x₀ 拉得更多。',
    high: 'x₀ 的权重没有这么大。式 7 里它的系数只有 0.08 左右，而 {xt} 的系数是 0.74。',
  },
  betweenMistakes: {
    here: '你像上一题那样停在 {xt} 附近。可是那时 t 大；t = 2 时，x₀ 与 {xPrev} 之间只隔一步，先验非常窄。',
    middle: '你给了两端相同的权重。先验的方差来自很小的一步，似然的方差来自较大的一步，所以 x₀ 的权重更大。',
    beyond: '很接近了。但 x₀ 还没有占全部权重，那要到 t = 1。',
    aside: '均值是 x₀ 和 {xt} 的组合，两个坐标用同样的两个系数，而且都是正的，所以它在两点的连线附近。',
  },
  betweenAsk: (t, total) =>
    `现在换到平面上，而且离数据很近：t = ${t}（共 ${total} 步）。蓝点是 x₀，紫点是 {xt}。后验的均值在哪里？请在图上点出来。`,
  betweenLabel: (x0, xt) => `平面上，x₀ 在 ${x0}，xₜ 在 ${xt}。`,
  betweenCheck: (mean, ofX0, ofXt) =>
    `在 ${mean}：x₀ 的系数是 ${ofX0}，{xt} 的系数是 ${ofXt}。离数据这么近时，{xPrev} 几乎不含噪声，所以 x₀ 的权重最大。`,
  dragTask: '拖动 [x0|x₀] 和 [xt|{xt}]，比较均值的[eq7|两种][eq11|形式]：每一位数字都相同。',
  firstTask: '把[time|时刻] t 设为 1。后验变成 x₀ 处的一条竖线：第一步之前没有噪声，所以 β̃₁ = 0。',
  text3:
    '很多读者在这里出错，包括这份笔记的作者：训练时 {x0} 是已知的，它刚从数据里取来；采样时 {x0} 正是要求的。所以均值里不能有它。先从式 4 解出 {x0}……',
  eq11: '……再代入，就是式 11。只剩下 {xt} 和噪声，其中未知的只有噪声。',
  text4: '所以只需要一个由 {xt} 预测 {eps} 的网络。用这个预测算出的一步，就是用估计 x̂₀ 代替 {x0} 的后验均值：两个公式给出同一个数。',
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
  square: {
    title: '式 6、式 7 的来历：贝叶斯公式，再配方。',
    bayes: {
      title: '贝叶斯公式，始终以 {x0} 为条件',
      because: '前向一步与 {x0} 无关，所以不必写出它。右边三个都是正态的，分母与 {xPrev} 无关。',
      numbers: (t, prior, likelihood) => `t = ${t} 时，先验的方差是 ${prior}，前向一步的方差是 ${likelihood}。`,
    },
    squares: {
      title: '写出指数',
      because: '乘积的对数是和，正态密度的对数是平方。作为 {xPrev} 的函数，两个平方之和等于一个平方加常数，所以后验也是正态的。',
      numbers: (x0, xt) => `这里 x₀ = ${x0}，xₜ = ${xt}。`,
    },
    precision: {
      title: '{xPrev} 平方的系数，是方差的倒数',
      because: '把 {xPrev} 平方前的系数合起来：似然与先验的精度相加；用 {alpha} + {beta} = 1 化简，就是右边的分式，也就是 β̃ 的倒数。',
      numbers: (likelihood, prior, sum, variance) => `${likelihood} + ${prior} = ${sum}，倒数是 ${variance}。`,
    },
    mean: {
      title: '{xPrev} 一次项的系数给出均值',
      because: '平方 (x − μ)²/v 里，x 前面是 2μ/v。所以 μ 等于 v 乘那个系数的一半：两个依据按精度加权的平均。乘开就是式 7。',
      numbers: (mean) => `均值是 ${mean}，与式 7 相同。`,
    },
  },
};
