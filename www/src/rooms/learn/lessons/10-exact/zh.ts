/** 第 10 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: '最优去噪器',
  text1:
    '训练集有限时，其实没有什么可学：{x0} 的最佳猜测可以直接写出来。[here|{xt}] 可能来自任何一个[points|训练点]，看噪声把哪个点抛到这里的可能性大，就给哪个点更大的权重……',
  text2: '……[belief|最佳猜测]就是按这些[weights|权重]求的平均。线越粗，权重越大。',
  guessAsk: (t) => `现在 {xt} 站在外面，t = ${t}。只可能来自图上的训练点。{x0} 的最佳猜测在哪里？请在图上点出来。`,
  guessLabel: (n, x) => `${n} 个训练点，xₜ 在 ${x}。`,
  guessCheck: (mean, most, away) =>
    `在 ${mean}，离 {xt} 有 ${away}；最重的那个点占了权重的 ${most}。站得再远，猜测也是训练点的平均，永远走不出它们。`,
  endsTask: '找一个[time|时刻] t，使所有的点一样重；再找一个，使一个点独占全部权重。',
  moveTask: '在图上点击，移动 [here|{xt}]：判断始终待在训练点中间。',
  title2: '完美，而无用',
  text3: '没有网络能比它更好地拟合训练集。它的损失，就是“训练”房间里每条曲线底下的那条下限。那么，就用它来采样吧。',
  ask: (n, samples) =>
    `${n} 个训练点，用精确去噪器，${samples} 个样本中有多少就是训练点？判断标准：最近的训练点比第二近的近得多，距离不到后者的三分之一，就算。`,
  options: ['几乎没有：采样会产生新的点', '约一半', '几乎全是'],
  check: (exact, few, network, many, generalises, exactFresh, networkFresh) =>
    `精确去噪器：${exact}。在同样 ${few} 个点上训练的网络：${network}。同一网络改用同一形状的 ${many} 个点训练：${generalises}。换成同一形状的新点，这 ${few} 个点的精确去噪器的损失是 ${exactFresh}，用它们训练的网络是 ${networkFresh}。`,
  text4:
    '（按这个标准，在均匀分布的点之间随机取一个位置，也有九分之一的机会被判为训练点，这一部分纯属偶然。）精确去噪器把例题全背了下来，除此之外什么也不会。扩散模型能做出新东西，正因为网络与它不同：网络光滑，容量有限，又及时停了下来。这种不同，只相对于这些训练点的最优解才算误差；相对于训练点所来自的分布，误差反而可能更小，这就是泛化。',
  legend: { points: '训练点', here: 'xₜ', belief: 'Σ wᵢ xⁱ' },
  time: '时刻',
  says: (t, x, mean, most) => `t = ${t}，xₜ = ${x}：最佳猜测是 ${mean}；最重的训练点权重为 ${most}。`,
  agrees: (difference) => `这里按公式算出；引擎自己的精确去噪器给出同样的结果，相差 ${difference}。`,
  denoisers: { exact: (n) => `精确，${n} 个点`, few: (n) => `网络，${n} 个点`, many: (n) => `网络，${n} 个点` },
  heart: (share) => `${share} 是训练点`,
  cloudLabel: (name, share) => `去噪器“${name}”的样本；其中 ${share} 是训练点。`,
  memorySays: (exact, few, many) => `样本中训练点的比例：精确去噪器 ${exact}，同样这些点的网络 ${few}，许多点的网络 ${many}。`,
  memoryEmpty: '预测之后，三种去噪器的样本会显示在这里。',
};
