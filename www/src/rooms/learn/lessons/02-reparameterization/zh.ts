/** 第 2 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: '先抽 ε',
  text1:
    '从均值 {mu}、标准差 {spread} 的正态分布抽取一个 {z}。如果把 {mu} 稍改一点，{z} 会怎样变？重新抽取就无法比较。所以先从一个不含参数的分布抽取 [eps|ε]，再对它缩放和平移。',
  text2:
    '这样，每个 [z|z] 都与自己的 [eps|ε] 对应，画面上的连线表示这种对应。拖动[mu|均值]和[sigma|方框的边缘]：对应不变，z 平滑地移动。它对 {mu} 的导数是 1，对 {spread} 的导数就是对应的 ε。',
  bothTask: '在图上或用滑块，分别拖动 [mu|μ] 和 [sigma|σ]。',
  zeroTask: '把 [sigma|σ] 设为 0：所有的连线汇于一点。σ = 0 是退化情形，公式照样成立。',
  title2: '有什么用',
  text3:
    '想知道 {z}² 的均值随 {mu} 怎样变化，可以用抽样来估计，有两种方法。第一种对 z = μ + σε 求导；第二种对密度求导：用每个取值的对数密度的导数给它加权。',
  pathWords: '对抽样求导：重参数化',
  scoreWords: '对密度求导：得分函数估计，也就是 REINFORCE',
  ask: (mu, sigma) => `两者的期望都正确。μ = ${mu}、σ = ${sigma} 时，第二种的方差是第一种的多少倍？`,
  options: ['差不多', '约 3 倍', '10 倍以上'],
  mistakes: [
    '你也许认为抽样相同、均值相同，方差也就相同。可是第二种要把 z² 乘以 (z − μ)/σ²，σ 小时这是一个可正可负的大数，均值是大数互相抵消的结果。',
    '第二种的方差确实更大，只是低估了。它把 z² 乘以 (z − μ)/σ² = ε/σ；这里 1/σ 是 2，方差随 1/σ² 增大。',
    '第二种的方差大得多，因为它把 z² 乘以 ε/σ。',
  ],
  check: (truth, path, score, pathVariance, scoreVariance, ratio) =>
    `精确值是 ${truth}。用同样的 8000 次抽样，重参数化得 ${path}，得分函数估计得 ${score}。而单次抽样的方差分别是 ${pathVariance} 和 ${scoreVariance}：同一个答案，后者的方差是前者的 ${ratio} 倍。`,
  text4:
    'DDPM 有两处用到重参数化：前向过程用一个 {eps} 写出 {xt}；采样时在均值上加新抽取的 {z}。在这里，好处不在梯度：q 没有参数，梯度不必经过抽样。好处是可以一步得到 {xt}，而且 {eps} 成为网络的预测目标。只有当所抽样的分布带参数时，梯度才需要重参数化：例如在 VAE 里，或者 β 需要学习时（Ho 等 2020，第 2 节与 3.1 节）。',
  says: (mu, sigma, mean, deviation) => `μ = ${mu}，σ = ${sigma}。24 个 z 的均值为 ${mean}，标准差为 ${deviation}；它们的 ε 没有变。`,
  epsRow: 'ε，只抽一次',
  zRow: 'z = μ + σε',
  dragMu: '均值 μ',
  dragSigma: '方框边缘 μ + σ',
};
