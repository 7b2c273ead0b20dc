/** 第 11 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: '更少的步数',
  text1:
    '训练好的网络可以只在一部分时刻使用，例如 1000 个时刻中的 10 个。注意一点：从 t 到更早的某个时刻，α 要重新计算，等于两个 ᾱ 之比。DDIM（Song 等 2021）更进一步，途中完全不加噪声：',
  ddimWords: 'Song 等 2021，式 12，η = 0；跳步时，t − 1 代表下一个所用的时刻',
  ask: (calls) => `同一个网络，都只调用 ${calls} 次。谁的样本最接近数据？`,
  check: (calls, ddpm, ddim, heun, most, data) =>
    `约 ${calls} 次调用：[ddpm|DDPM] ${ddpm}，[ddim|DDIM] ${ddim}，[heun|Heun] ${heun}（切片 Wasserstein 距离，越小越好；Heun 法每步调用两次）。调用 200 次时，DDPM 为 ${most}；[data|数据与另一批数据]相距 ${data}。`,
  mistakes: [
    '步子又多又小时，DDPM 才准。步数少，每一步都要加很多噪声，剩下的步数不够让网络再把它去掉。',
    '调用次数少时，DDIM 不加噪声的路径最近。',
    'Heun 法是二阶方法，路径在一步之内足够平滑时占优。可是它每步要调用两次，所以这里它的步子长一倍。',
  ],
  text2:
    '调用得起许多次时，噪声无害，甚至能修补途中的误差；只能调用几次时，它就只是干扰。DDIM 还有一个好处：不加噪声，路径由起点决定，同一个 {xT} 总得到同一个样本，把两个起点混合，样本也就跟着混合。',
  empty: '样本到数据的距离随网络调用次数的变化，预测之后测量。',
  one: (name, calls, distance) => `${name}，${calls} 次调用：${distance}。`,
  kinds: { ddpm: 'DDPM', ddim: 'DDIM', heun: 'Heun 法' },
  dataLine: '数据与另一批数据',
  title2: '噪声为什么可以不加',
  text3:
    '第 5 课每一步都把噪声加回去，“找错”里可以看到忘了加会怎样。DDIM 却是有意不加。这里让两种做法从同一个 {xT} 出发，都走 50 步，都用最优去噪器，所以怪不得网络。',
  silentAsk: '在算法 2 里，每一步都令 z = 0，其余不变。样本会怎样？',
  silentOptions: ['和 DDIM 一样：两者都不加噪声', '向中心收缩', '更加分散，因为没有什么来修正'],
  silentCheck: (end, t, middle, ddpm, ddim) =>
    `[silent|不加 z]，最后的均方只有理论值的 ${end} 倍，t = ${t} 时几乎为零：${middle}。所有样本都移到同一处；最后几步噪声水平很低，只能把它们带回一部分。加上 z，[ddpm|DDPM] 最后是 ${ddpm}；[ddim|DDIM] 不加，是 ${ddim}。[level|水平线]是 1。`,
  silentMistakes: [
    '两者都没有 z，但不是同一步。DDIM 保留的预测噪声更多，乘的是 {rootNoiseVariancePrev}；算法 2 保留得少，因为它还要加 z。',
    '不加 z，样本就会收缩。',
    '正是噪声使样本各不相同。去掉噪声又不加回，只会使它们更相似，而不是更分散。',
  ],
  text4: '方差可以说明原因。把两种步写成同一个形式，再把 {xPrev} 应有的噪声方差加起来。',
  proof: {
    same: {
      title: '把算法 2 写成 DDIM 的形式',
      because:
        '把 x̂₀ 代入第 4 课的后验均值，再把 {xt} 写成由 x̂₀ 和预测的噪声一步得到的样子。x̂₀ 前的系数合起来是 {rootAlphaBarPrev}；σ² 取 β̃ 时，噪声前的系数合起来是 {keptNoise} 的平方根。',
      numbers: (t, kept, added) => `t = ${t}（共 50 步）：预测的噪声乘 ${kept}，z 乘 ${added}。`,
    },
    ledger: {
      title: '方差相加',
      because:
        '预测的噪声与 z 相互独立，方差都是 1，所以方差可以相加：留下的旧噪声，加上新噪声。和是 {noiseVariancePrev}，正是按式 4 {xPrev} 应有的噪声。σ 在 0 与 {noiseVariancePrev} 的平方根之间取任何值都成立。',
      numbers: (t, kept, added, due) => `t = ${t}：${kept} + ${added} = ${due}。`,
    },
    silent: {
      title: '令 z = 0，就少了一项',
      because:
        '旧噪声减少了一部分，是为新噪声留的，新噪声却没有加。于是 {xPrev} 的噪声少于这个时刻应有的。网络把它当成一个更靠近中心的 x，下一步又重复一次。',
      numbers: (t, kept, due, share) => `t = ${t}：应有 ${due}，只有 ${kept}，即 ${share}；而且每一步都如此。`,
    },
    whole: {
      title: 'DDIM 在两处都令 σ = 0',
      because:
        '这样什么也没有削减，也就什么都不必补：旧噪声全部留下，恰好是 {xPrev} 需要的水平。所以 DDIM 的一步没有 z，方差也对。Song 等人证明：无论 σ 取多少，边缘分布都与 DDPM 一致，同一个训练好的网络都能用。',
      numbers: (t, root, due) => `t = ${t}：预测的噪声乘 ${root}，方差 ${due}，正好正确。`,
    },
  },
  text5:
    '所以 σ 可以任选，只要两处一致。它的大小用 η 表示：η = 1 就是 σ² = β̃ 的 DDPM，η = 0 就是不加噪声的路径。这一步来自一个非马尔可夫过程：它的前向一步还依赖 {x0}。',
  ways: { ddpm: '算法 2', silent: '算法 2，z = 0', ddim: 'DDIM' },
  wayOne: (way, ratio) => `${way}：均方是理论值的 ${ratio} 倍。`,
  noiseEmpty: '从同一份噪声出发的三种采样器。先预测，结果会显示在这里。',
  ratioTitle: '均方与理论值之比，从 t = T 到 0',
  time: '时刻',
  toTargets: '其他预测目标与噪声调度：',
  toGuidance: '怎样指定类别：',
};
