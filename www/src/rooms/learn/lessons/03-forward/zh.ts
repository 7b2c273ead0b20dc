/** 第 3 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  walkTitle: '一步步走，还是一步到位',
  step1: '前向的一步，是把 x 略微缩小，再加一点新噪声；分量恰好使方差 1 仍然是 1。',
  step2: '缩小的噪声加上新的噪声，还是正态噪声。所以各步的噪声可以事先合并，任意时刻的 {xt} 都能由 {x0} 和一个 {eps} 一步得到：',
  eq4: '上面的横线表示：到此为止各步的乘积。',
  spreadAsk: (t) => `4000 个粒子走 ${t} 步，每步都加新噪声；另外 4000 个只用一份噪声，一步跳到 t = ${t}。哪一群散得更开？`,
  spreadOptions: ['一步步走的：它加噪声的次数多', '一步跳到的', '分不出来'],
  spreadCheck: (chainMean, chainVariance, jumpMean, jumpVariance, same) =>
    `一步步走：均值 ${chainMean}，方差 ${chainVariance}。一步到位：均值 ${jumpMean}，方差 ${jumpVariance}。${same ? '这点差别没有超出这么多粒子的随机起伏：两者是同一个分布。' : '差别超出了这么多粒子的随机起伏。'}`,
  spreadMistakes: [
    '也许只数了加噪声的次数，没有算缩小。每一步加噪声之前，先把已有的噪声乘以 {rootAlpha}。走 t 步之后，方差同样是 {noiseVariance}。',
    '也许觉得一份噪声要顶所有的步，一定很大。确实如此：它的方差 {noiseVariance}，正好等于各步噪声逐步缩小之后的总和。',
    '按式 4，两者是同一个分布。这么多粒子之间的差别，很少会超出随机起伏。',
  ],
  endTask: '把 [slider|t] 移到最后，再移动[start|起点]：到了终点，从哪里出发已无关紧要。',
  why: '训练之所以便宜，就在这里。想练 t = 700，不必走 700 步：抽一次，乘两次，加一次。',
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
  end1: '采样要从纯噪声出发。只有 {xT} 确实是噪声，这样做才站得住：{alphaBarT} 必须几乎为 0。下面的表给出差多少：信号还剩几分，信噪比多大，q({xT} | {x0}) 与 N(0, 1) 的 KL 散度有多大（对均方为 1 的数据取平均）。（q({xT}) 本身的 KL 更小，小多少，就看 {xT} 里还有多少 {x0} 的信息，也就是两者的互信息。）',
  leftAsk: '论文取 T = 1000，β 从 0.0001 到 0.02。有人为了省时间，把 T 改成 250，β 原样不动。此时 {xT} 的方差里，数据还占多少？',
  leftCheck: (bar, percent, snr, kl) =>
    `ᾱ_T = ${bar}：方差里还有 ${percent} 是信号，信噪比 ${snr}，q({xT} | {x0}) 与 N(0, 1) 的 KL 为 ${kl} 奈特。训练时网络见到的 {xT} 带着数据的痕迹，采样时给它的却没有。这个错误很常见：步数少了，每一步就得大。`,
  leftMistakes: [
    '这是 T = 1000 时剩下的。可是 ᾱ 是各步因子的乘积：步数只有四分之一，剩下的就是 0.00004 的四次方根，即 0.08。',
    '太少了。ᾱ 是各步因子的乘积：步数只有四分之一，剩下的是 0.00004 的四次方根，而不是平方根。',
    '这正是 T = 1000 时所剩的四次方根。',
    '太多了。β 同样升到 0.02，只是步数少了。250 个因子 1 − β 的乘积，是 T = 1000 时所剩的 0.00004 的四次方根。',
  ],
  end2: '换[total|别的 T] 试试，看位于 −2 和 2 的[left|两个数据点]能不能变成[normal|同一座噪声小山]。',
  fromTwo: '由 x₀ = −2 与 x₀ = 2 得到的 x_T',
  total: 'T（β 不变）',
  endSays: (total, bar, snr, kl) => `T = ${total}：ᾱ_T = ${bar}，SNR = ${snr}，E KL(q(x_T | x₀) ‖ N(0, 1)) = 每维 ${kl} 奈特。`,
};
