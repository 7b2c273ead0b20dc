/** 第 3 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  walkTitle: '走许多步，还是一步到 t',
  step1: '前向过程的一步，是把 x 略微缩小，再加一点新噪声；两者的比例恰好使单位方差保持不变。',
  step2: '独立的正态噪声之和仍是正态噪声。所以各步的噪声可以合并，任意时刻的 {xt} 都能由 {x0} 和一个 {eps} 一步得到：',
  eq4: '横线表示到此为止各步的乘积。',
  spreadAsk: (t) => `4000 个粒子走 ${t} 步，每步都加新噪声；另外 4000 个只用一份噪声，一步跳到 t = ${t}。哪一群更宽？`,
  spreadOptions: ['走许多步的：加噪声的次数更多', '一步跳到的', '一样宽'],
  spreadCheck: (chainMean, chainVariance, jumpMean, jumpVariance, same) =>
    `走许多步：均值 ${chainMean}，方差 ${chainVariance}。一步到 t：均值 ${jumpMean}，方差 ${jumpVariance}。${same ? '差别没有超出抽样误差：两者是同一个分布。' : '差别超出了这么多粒子应有的抽样误差。'}`,
  spreadMistakes: [
    '你也许只数了加噪声的次数，没有考虑缩放。每一步加噪声之前，先把已有的噪声乘以 {rootAlpha}。走 t 步之后，方差同样是 {noiseVariance}。',
    '你也许认为一份噪声代替所有的步，一定很大。确实如此：它的方差 {noiseVariance} 正好等于各步噪声缩放后的方差之和。',
    '按式 4，两者是同一个分布。粒子这么多，差别很少会超出抽样误差。',
  ],
  endTask: '把 [slider|t] 移到最后，再移动[start|起点]：到了终点，起点已经没有影响。',
  why: '训练因此很省计算。要一个 t = 700 的训练样本，不必走 700 步：抽样一次，乘两次，加一次。',
  density: '式 4 的密度',
  byChain: (t) => `走 ${t} 步`,
  byJump: '一步到 t',
  step: '步数',
  start: '共同的起点 x₀',
  walkSays: (t, figures) => {
    const [chain, jump, exact] = figures;
    return `t = ${t}。走许多步：均值 ${chain?.[0]}，方差 ${chain?.[1]}。一步到 t：均值 ${jump?.[0]}，方差 ${jump?.[1]}。按式 4：均值 ${exact?.[0]}，方差 ${exact?.[1]}。`;
  },
  empty: '先预测，计算结果会显示在这里。',
  endTitle: '到 t = T，真的是噪声吗',
  end1: '采样从纯噪声开始。只有 {xT} 确实是噪声，这样做才成立：{alphaBarT} 必须接近 0。下面的仪表给出三个量：剩余的信号、信噪比，以及 q({xT} | {x0}) 对 N(0, 1) 的 KL 散度（在均方为 1 的数据上取平均）。（q({xT}) 本身的 KL 散度更小，相差 {xT} 与 {x0} 的互信息。）',
  leftAsk: '论文取 T = 1000，β 从 0.0001 到 0.02。有人为了省时间，把 T 改成 250，β 不变。此时 {xT} 的方差里，信号还占多少？',
  leftCheck: (bar, percent, snr, kl) =>
    `ᾱ_T = ${bar}：方差里还有 ${percent} 是信号，信噪比 ${snr}，q({xT} | {x0}) 对 N(0, 1) 的 KL 散度为 ${kl} 奈特。训练时网络得到的 {xT} 含有数据的信息，采样时得到的却没有。这个错误很常见：步数少了，每一步就必须更大。`,
  leftMistakes: [
    '这是 T = 1000 时的值。可是 ᾱ 是各步因子的乘积：步数只有四分之一，剩下的就是 0.00004 的四次方根，即 0.08。',
    '太小。ᾱ 是各步因子的乘积：步数只有四分之一，剩下的是 0.00004 的四次方根，而不是平方根。',
    '这正是 T = 1000 时的值的四次方根。',
    '太大。β 同样升到 0.02，只是步数少了。250 个因子 1 − β 的乘积，是 0.00004 的四次方根，而 0.00004 是 T = 1000 时的值。',
  ],
  end2: '试试[total|其他的 T]，看哪些 T 能使位于 −2 和 2 的[left|两个数据点]得到[normal|同一个正态密度]。',
  fromTwo: '由 x₀ = −2 与 x₀ = 2 得到的 x_T',
  total: 'T（β 不变）',
  endSays: (total, bar, snr, kl) => `T = ${total}：ᾱ_T = ${bar}，SNR = ${snr}，E KL(q(x_T | x₀) ‖ N(0, 1)) = 每维 ${kl} 奈特。`,
  induction: {
    title: '式 4 的推导：先走两步，再归纳到所有的步：',
    two: {
      title: '把一步代入下一步',
      because: '从 {x0} 走两步，每步各有自己的噪声。第二步把第一步的噪声也缩小了。',
      numbers: (rootOne, rootTwo, signal) => `√α₁ = ${rootOne}，√α₂ = ${rootTwo}：{x0} 的系数是 ${signal}。`,
    },
    add: {
      title: '方差相加',
      because: '两份噪声独立且都是正态的，和也是正态的，方差等于两个方差之和。把 β 写成 1 − α，除了各 α 的乘积，其余都消去。',
      numbers: (old, fresh, sum) => `第一份噪声 ${old}，第二份 ${fresh}，合计 ${sum}。`,
    },
    one: {
      title: '两份写成一份',
      because: '均值为 0 的正态变量，等于标准差乘一个标准正态变量。这就是两步时的式 4。',
      numbers: (bar, variance) => `ᾱ₂ = ${bar}，噪声的方差是 ${variance}。`,
    },
    all: {
      title: '从 t − 1 到 t',
      because:
        '设式 4 在 t − 1 成立。再走一步，已有的噪声缩小，又加上新噪声，方差照样相加，所以在 t 也成立。t = 1 时它就是式 2，因此处处成立。',
      numbers: (t, old, fresh, sum) => `t = ${t}：${old} + ${fresh} = ${sum}。`,
    },
  },
};
