/** 第 2 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: '先把骰子掷好',
  text1:
    '从均值 {mu}、标准差 {spread} 的正态分布抽一个 {z}，看上去是凭空一跳：把 {mu} 稍改一点，抽出的数会怎么变？如果每次都重抽，就无从谈起。那就先抽 [eps|ε]，它的分布里没有任何参数；抽好之后，再平移、再拉伸。',
  text2:
    '这样，每个 [z|z] 都由一根线系在自己的 [eps|ε] 上。拖动[mu|均值]和[sigma|方框的边缘]：线还是那根线，z 平滑地移动。它对 {mu} 的导数是 1，对 {spread} 的导数就是那个 ε。',
  bothTask: '在图上或用滑块，分别拖动 [mu|μ] 和 [sigma|σ]。',
  zeroTask: '把 [sigma|σ] 设为 0：所有的线汇于一点。没有随机性的分布只是特例，并不例外。',
  title2: '有什么用',
  text3:
    '想知道 {z}² 的均值随 {mu} 怎样变化，可以用抽样来估计，办法有两个。第一个沿着线走；第二个不需要线，而是看每个取值变得更容易出现还是更不容易出现，据此加权。',
  pathWords: '沿着线：重参数化',
  scoreWords: '不靠线：得分函数估计，也就是 REINFORCE',
  ask: (mu, sigma) => `平均而言两者都对。μ = ${mu}、σ = ${sigma} 时，第二个的方差是第一个的多少倍？`,
  options: ['差不多', '约 3 倍', '10 倍以上'],
  mistakes: [
    '也许觉得抽样相同、均值相同，散布也就相同。可是第二个要把 z² 乘以 (z − μ)/σ²，σ 小时这是一个时正时负的大数，均值是由大数互相抵消得来的。',
    '第二个散布更大，这一点看对了，只是低估了。它把 z² 乘以 (z − μ)/σ² = ε/σ；这里 1/σ 是 2，方差随 1/σ² 增大。',
    '第二个的散布大得多，因为它把 z² 乘以 ε/σ。',
  ],
  check: (truth, path, score, pathVariance, scoreVariance, ratio) =>
    `两者都应得 ${truth}：同样的 8000 次抽样，沿着线得 ${path}，不靠线得 ${score}。而单次抽样的方差分别是 ${pathVariance} 和 ${scoreVariance}：同一个答案，噪声相差 ${ratio} 倍。`,
  text4:
    'DDPM 有两处用到它：前向过程把 {xt} 写成一个 {eps} 的函数；采样时在均值上加新抽的 {z}。在这里，好处不在梯度：q 没有参数，没有梯度要穿过抽样。好处是 {xt} 可以一步到位，而且 {eps} 成了网络的预测目标。抽样的分布本身带参数时，梯度才离不开它：例如 VAE，或者 β 需要学习时（Ho 等 2020，第 2 节与 3.1 节）。',
  says: (mu, sigma, mean, deviation) => `μ = ${mu}，σ = ${sigma}。24 个 z 的均值为 ${mean}，标准差为 ${deviation}；它们的 ε 没有变。`,
  epsRow: 'ε，只抽一次',
  zRow: 'z = μ + σε',
  dragMu: '均值 μ',
  dragSigma: '方框边缘 μ + σ',
};
