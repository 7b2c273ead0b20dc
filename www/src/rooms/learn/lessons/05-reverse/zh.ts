/** 第 5 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: '把一步拆开来看',
  text1:
    '我们站在 [here|{xt}]。网络看一眼，说出它看到的噪声，由此得到[belief|它相信的原图] {x0Hat}；代入第 4 课的后验，均值就是[mean|这一步要去的地方]。最后加上[noise|新的噪声]，标准差为 {sigma}。',
  eq11: 'Ho 等 2020，算法 2；均值即式 11',
  shareAsk: (t, total) => `t = ${t}（共 ${total} 步）时，网络已有不错的判断。从 {xt} 到 x̂₀ 的路，一步的均值走多少？`,
  about: (percent) => `约 ${percent}`,
  wholeWay: '一步走完：何必等？',
  shareCheck: (percent, sigma) =>
    `${percent}，然后还要加标准差 ${sigma} 的噪声，可能比这一步本身还大。判断是 {xt} 所有可能原图的平均，一步走到底，就停在这个平均上，也就是一团模糊。走一小步，可能性随之改变，下一次判断会更好。`,
  text2: '点击画面任意处放置 {xt}，再[time|改变 t]：噪声大时，判断落在中间，是八座岛的平均；噪声小时，它会跳到最近的一座岛上。',
  beliefAsk: (t, total) =>
    `t = ${t}（共 ${total} 步）时，我们站在 {xt}，在八座岛围成的环外。最好的网络会怎么判断，x̂₀ 落在哪里？请在图上点出来。`,
  beliefLabel: (x) => `八座数据岛围成半径 1.4 的环，xₜ 在 ${x}。`,
  beliefCheck: (x0, radius) =>
    `在 ${x0}，离中心 ${radius}，那里并没有数据。可能来自好几座岛，近的可能大些，判断是它们的平均：方向已经对了，只是还没有走到头。`,
  walkTask: '连续按“走这一步”（至少三次），直到 t = 0，看判断怎样拿定主意。最后一步不加噪声。',
  title2: 'β 还是 β̃',
  text3:
    '一步该加多少噪声？论文给了两个答案，各在一个极端上恰好正确。如果数据本身就是 N(0, I)，是 [beta|σ² = β]；如果全部数据只是一个点，是 [tilde|σ² = β̃]。这里把两种取法用在两种数据上，去噪器是精确的，所以怪不得网络。[level|那条水平线]表示：样本在这个 t 的方差恰如其分。',
  tildeAsk: '数据是 N(0, I)，用 σ² = β̃ 采样，共 20 步。样本的方差会怎样？',
  tildeOptions: ['偏小', '恰好', '偏大'],
  tildeCheck: (gaussian, point) => `对 N(0, I)，样本的方差是应有的 ${gaussian}。对单个点，在 t = 1 时是 ${point}：β̃ 正是为它而设。`,
  betaAsk: '再看 σ² = β 用在单个点上。t = 1，最后一步之前，这群点散得怎样？',
  betaOptions: ['太窄', '恰好', '太宽'],
  betaCheck: (point, gaussian) => `对单个点，方差是应有的 ${point} 倍。对 N(0, I) 则是 ${gaussian} 倍：在那里 β 才对。`,
  text4: '真实图像两者都不是，正确的方差介于其间。步数越多，β 与 β̃ 越接近：T = 1000 时，几乎看不出用的是哪一个。',
  legend: { data: '数据', belief: 'x̂₀', mean: '这一步的均值', noise: '加上噪声：下一个 x' },
  take: '走这一步',
  redraw: '换一个噪声 z',
  time: '时刻',
  says: (t, x, x0, mean, sigma, next) =>
    `t = ${t}。从 xₜ = ${x} 出发，判断为 ${x0}，均值到 ${mean}；加标准差 ${sigma} 的噪声后，下一个 x 是 ${next}。`,
  arrived: (x) => `t = 0。到达 ${x}。`,
  datasets: { gaussian: '数据：N(0, I)', point: '数据：一个点' },
  spreadEmpty: '样本方差与应有方差之比，从左边 t = T 到右边 0。先预测，然后测量。',
  spreadOne: (name, ratio) => `${name}：t = 1 时方差是应有的 ${ratio}。`,
};
