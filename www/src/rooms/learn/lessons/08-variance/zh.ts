/** 第 8 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: '两份噪声合成一份',
  text1: '按定义，一步的损失要抽取四个随机量：{x0}、t、此前各步的噪声，以及这一步自己的噪声，最后一个是目标。合在一起：',
  text2:
    '两份独立的标准正态噪声可以像坐标轴一样旋转，旋转后仍是独立的标准正态。取第一根新轴 [eps|{eps}] 恰好为进入 {xt} 的那个组合；第二根 [omega|{omega}] 与它正交，完全不进入 {xt}：[same|橙色直线上的所有抽样]得到同一个 {xt}。',
  endsTask: '把 [time|t] 拖到两端。t = 1 时只有这一步的噪声，{eps} 就是 {epsStep}；t 越大，此前各步的噪声占得越多，{eps} 转向 {epsBar}。',
  time: '时刻',
  rotationSays: (t, angle, eps, omega, epsSquare, omegaSquare, correlation) =>
    `t = ${t}：坐标轴转了 ${angle}°。这次抽样 ε = ${eps}，ω = ${omega}。4000 次抽样中 ε 的方差为 ${epsSquare}，ω 为 ${omegaSquare}，相关系数 ${correlation}：仍是两份独立的标准正态噪声。`,
  title2: '方差减少多少',
  text3:
    '所以 {omega} 只会增大目标的方差：无论网络怎样，都无法由 {xt} 预测它。对 {omega} 的期望可以精确求出，剩下的只有一份噪声：梯度的期望不变，方差更小：',
  ask: '两种梯度都是无偏的。用两份噪声时，方差大多少？',
  options: ['差不多', '5 倍以内', '5 倍以上'],
  mistakes: [
    '你也许认为均值相同，方差也差不多。可是 {omega} 会增大每个样本的目标的方差，而且无法由 {xt} 预测。',
    '你也许按个数算：两份噪声，方差就是两倍左右。可是一步的噪声只是 {xt} 中极小的一部分；要得到同样的梯度期望，梯度要乘上 {blowUp}，没用的那部分也一起放大。',
    '这次测得的差别没有这么大。',
  ],
  check: (two, stratified, importance, antithetic, repeats) =>
    `在 ${repeats} 批上测得，以[one_noise|一份噪声]为 1：[two_noises|两份噪声]的方差为 ${two}，[stratified|分层抽 t] 为 ${stratified}，[importance|重要性采样 t] 为 ${importance}，[antithetic|对偶采样]为 ${antithetic}。`,
  text4:
    '为什么差这么多？一步的噪声 {epsStep} 只是 {xt} 中极小的一部分；要得到与 {eps} 相同的梯度期望，它的梯度要乘上 {blowUp} 这样一个大数，{omega} 的贡献也随之放大。方差越小，达到同样效果所需的训练步数越少。其余几种是同类的低成本方法：把 t 抽得更均匀（Kingma 等 2021），在损失大的地方多抽（Nichol 与 Dhariwal 2021），每份噪声正负各用一次。并非每种方法对每个问题都有用，应当先测量。',
  empty: '先预测，然后在一个训练到一半的网络上测量方差，结果显示在这里。',
  one: (name, ratio) => `${name}：方差是一份噪声的 ${ratio} 倍。`,
  estimators: {
    two_noises: '两份噪声',
    one_noise: '一份噪声',
    stratified: '分层抽 t',
    importance: '重要性采样 t',
    antithetic: '对偶采样 ε',
  },
  integral: {
    title: '对 {omega} 求平均的全过程：',
    solve: {
      title: '把这一步的噪声用新轴写出来',
      because: '上面两个式子是一次旋转，反着转回去就解出来了：系数相同，第二个变号。',
      numbers: (t, ofEps, ofOmega) => `t = ${t}（共 100 步）：${ofEps} 乘 ε，减去 ${ofOmega} 乘 ω。`,
    },
    square: {
      title: '对 {omega} 求平均',
      because:
        '{xt} 与 {omega} 无关，网络的回答也就与它无关，所以 {omega} 只出现一次。展开平方：{omega} 均值为 0，又与其余独立，交叉项平均为 0；它自己的平方平均为 d，每维 1。',
      numbers: (t, constant) => `t = ${t} 时，这个常数每维 ${constant}，任何网络都减不下去。`,
    },
    factor: {
      title: '提出系数',
      because:
        '里面除以 {eps} 的系数，外面乘它的平方。网络要回答的就成了合并的噪声，只差一个仅与 t 有关的数：Ho 的网络等于这个数乘这里的网络。',
      numbers: (t, weight, scale) => `t = ${t}：权重 ${weight}，网络的回答乘 ${scale}。`,
    },
  },
};
