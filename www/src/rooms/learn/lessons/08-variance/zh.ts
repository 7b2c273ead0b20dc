/** 第 8 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: '两份噪声合成一份',
  text1: '照字面来看，一步的损失要抽四样东西：{x0}、t、此前累积的噪声，以及这一步自己的噪声，后者就是目标。合在一起：',
  text2:
    '两份独立的正态噪声就像两根坐标轴，可以旋转。让第一根新轴 [eps|{eps}] 恰好是进入 {xt} 的那个组合；第二根 [omega|{omega}] 与它垂直，完全不进入 {xt}：[same|橙色直线上的所有抽样]得到同一个 {xt}。',
  endsTask: '把 [time|t] 拖到两端。t = 1 时只有这一步的噪声，{eps} 就是 {epsStep}；越往后，此前各步的噪声越占上风，{eps} 转向 {epsBar}。',
  time: '时刻',
  rotationSays: (t, angle, eps, omega, epsSquare, omegaSquare, correlation) =>
    `t = ${t}：坐标轴转了 ${angle}°。这次抽样 ε = ${eps}，ω = ${omega}。4000 次抽样中 ε 的方差为 ${epsSquare}，ω 为 ${omegaSquare}，相关系数 ${correlation}：仍是两份独立的标准正态噪声。`,
  title2: '省下了多少',
  text3:
    '所以不管网络怎么做，{omega} 只会让目标抖动，从 {xt} 里看不出它半点。它的平均可以手工精确求出，剩下的只有一份噪声：梯度的平均不变，方差更小：',
  ask: '平均而言，两种梯度都对。用两份噪声的那种，散布要大多少？',
  options: ['几乎一样', '1 到 5 倍', '5 倍以上'],
  mistakes: [
    '也许觉得平均相同，散布也差不多。可是 {omega} 让每个样例的目标都抖动，从 {xt} 里又消不掉它。',
    '也许是按个数算的：两份噪声，就是两倍左右。可是一步的噪声只是 {xt} 中极小的一部分；要教会同样多的东西，梯度得乘上 {blowUp}，没用的那部分也一起放大。',
    '这次测得的差别没有这么大。',
  ],
  check: (two, stratified, importance, antithetic, repeats) =>
    `在 ${repeats} 批上测得，以[one_noise|一份噪声]为 1：[two_noises|两份噪声]的方差为 ${two}，[stratified|分层抽 t] 为 ${stratified}，[importance|按重要性抽 t] 为 ${importance}，[antithetic|正负成对]为 ${antithetic}。`,
  text4:
    '为什么差这么多？一步的噪声 {epsStep} 只是 {xt} 中极小的一部分；要教会网络同样多的东西，它的梯度得乘上 {blowUp} 这样一个大数，{omega} 的影响也跟着放大。方差小，同样的效果就用得上更少的步数。其余几种是同类的便宜技巧：把 t 抽得更匀（Kingma 等 2021），在损失大的地方多抽（Nichol 与 Dhariwal 2021），每份噪声正着用一次、反着用一次。不是每种在每个问题上都划算：先测，再信。',
  empty: '预测之后，会在一个训练到一半的网络上测出各种方差，显示在这里。',
  one: (name, ratio) => `${name}：方差是一份噪声的 ${ratio} 倍。`,
  estimators: {
    two_noises: '两份噪声',
    one_noise: '一份噪声',
    stratified: '分层抽 t',
    importance: '按重要性抽 t',
    antithetic: '正负成对的 ε',
  },
};
