/** 第 10 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: '最优去噪器',
  text1:
    '训练集有限时，没有什么需要学：{x0} 的最优估计有闭式解。[here|{xt}] 可能来自任何一个[points|训练点]，每个点的权重正比于它加噪后落在这里的似然……',
  text2: '……[belief|最优估计]就是按这些[weights|权重]求的平均。线越粗，权重越大。',
  guessAsk: (t) => `现在 {xt} 在训练点之外，t = ${t}。它只可能来自图上的训练点。{x0} 的最优估计在哪里？请在图上点出来。`,
  guessLabel: (n, x) => `${n} 个训练点，xₜ 在 ${x}。`,
  guessCheck: (mean, most, away) => `在 ${mean}，离 {xt} 有 ${away}；最大的权重是 ${most}。{xt} 再远，估计也是训练点的平均，总在它们之间。`,
  guessMistakes: {
    here: '你的标记在 {xt} 上。可是要估计的是 {x0}，{xt} 本身不是训练点，它只可能来自图上的那些点。',
    point: '你的标记在一个训练点上。噪声这么大，可能的点不止一个；最优估计是它们的平均，落在这些点之间。',
    outside: '你的标记在所有训练点之外。点的加权平均总在这些点之间。',
    middle: '你的标记在训练点之间，这是对的。但离 {xt} 近的点可能性更大，平均会靠近它们。',
  },
  endsTask: '找一个[time|时刻] t，使所有点的权重大致相等；再找一个，使一个点占有全部权重。',
  moveTask: '在图上点击，移动 [here|{xt}]：估计始终在训练点之间。',
  title2: '最优，但只会记忆',
  text3: '没有网络能比它更好地拟合训练集。它的损失就是“训练”房间里每条曲线的下限。现在用它来采样。',
  ask: (n, samples) =>
    `${n} 个训练点，用精确去噪器，${samples} 个样本中有多少是训练点？标准：到最近训练点的距离不到到次近训练点距离的三分之一，就算作训练点。`,
  options: ['几乎没有：采样会产生新的点', '约一半', '几乎全部'],
  mistakes: [
    '你也许认为从噪声出发会得到新的点。可是 t 接近 0 时一个点占全部权重，链的终点就是那个点。',
    '你也许想到的是点与点之间的平均。那只在 t 大的时候出现；到最后，几乎每条链都是一个点占全部权重。',
    '这一次，精确去噪器重现的训练点没有这么多。',
  ],
  check: (exact, few, network, many, generalises, exactFresh, networkFresh) =>
    `精确去噪器：${exact}。在同样 ${few} 个点上训练的网络：${network}。同一网络改用同一形状的 ${many} 个点训练：${generalises}。换成同一形状的新点，这 ${few} 个点的精确去噪器的损失是 ${exactFresh}，用它们训练的网络是 ${networkFresh}。`,
  text4:
    '（按这个标准，在均匀分布的点之间随机取一个位置，也有九分之一的概率算作训练点，这一部分纯属偶然。）精确去噪器记住了所有训练点，此外什么也不会。扩散模型能生成新样本，正因为网络与它不同：网络光滑，容量有限，训练又提前停止。这种不同只相对于这些训练点的最优解才算误差；相对于训练点所来自的分布，误差反而可能更小。这就是泛化。',
  legend: { points: '训练点', here: 'xₜ', belief: 'Σ wᵢ xⁱ' },
  time: '时刻',
  says: (t, x, mean, most) => `t = ${t}，xₜ = ${x}：最优估计是 ${mean}；训练点的最大权重是 ${most}。`,
  agrees: (difference) => `这里按公式算出；引擎自己的精确去噪器结果相同，相差不超过 ${difference}。`,
  denoisers: { exact: (n) => `精确，${n} 个点`, few: (n) => `网络，${n} 个点`, many: (n) => `网络，${n} 个点` },
  heart: (share) => `${share} 是训练点`,
  cloudLabel: (name, share) => `去噪器“${name}”的样本；其中 ${share} 是训练点。`,
  memorySays: (exact, few, many) =>
    `样本中训练点的比例：精确去噪器 ${exact}，在同样的点上训练的网络 ${few}，在许多点上训练的网络 ${many}。`,
  memoryEmpty: '先预测，三种去噪器的样本会显示在这里。',
};
