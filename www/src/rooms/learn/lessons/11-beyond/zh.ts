/** 第 11 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: '少走几步',
  text1:
    '训练好的网络，可以只用其中一部分时刻：例如 1000 步里挑 10 步。要留心的只有一点：α 得由两个 ᾱ 之比重新算。DDIM（Song 等 2021）更进一步，途中完全不补噪声：',
  ddimWords: 'Song 等 2021，式 12，η = 0；跳步时，t − 1 代表下一个所用的时刻',
  ask: (calls) => `同一个网络，都只调用 ${calls} 次。谁的样本最接近数据？`,
  check: (calls, ddpm, ddim, heun, most, data) =>
    `约 ${calls} 次调用：[ddpm|DDPM] ${ddpm}，[ddim|DDIM] ${ddim}，[heun|Heun] ${heun}（切片 Wasserstein 距离，越小越好；Heun 法每步调用两次）。调用 200 次时，DDPM 为 ${most}；[data|数据与另一批数据]相距 ${data}。`,
  text2:
    '调用得起许多次时，噪声无害，甚至能修补途中的误差；只能调用几次时，它就只是干扰。预测目标也可以换：由 {eps} 可以得到 {x0}，反之亦然，v（Salimans 与 Ho 2022）则是两者的混合，在两端都好用。噪声调度也不止线性一种，例如余弦（Nichol 与 Dhariwal 2021）把更多的步花在中段。采样时用的是权重的滑动平均（EMA）。而且这条链不一定用来画图：扩散策略（Chi 等 2023）用它根据所见生成机器人接下来的动作。',
  empty: '样本到数据的距离随网络调用次数的变化，预测之后测量。',
  one: (name, calls, distance) => `${name}，${calls} 次调用：${distance}。`,
  kinds: { ddpm: 'DDPM', ddim: 'DDIM', heun: 'Heun 法' },
  dataLine: '数据与另一批数据',
  title2: '无分类器引导',
  guidedWords: 'Ho 与 Salimans 2022，式 6。diffusers 的 guidance_scale 等于 1 + {w}：没有引导时 {w} 为 0，刻度为 1。',
  text3:
    '一个有时带类别、有时不带类别训练出来的网络，有两种看法。两者之差，就是支持这个类别的理由。引导（Ho 与 Salimans 2022）沿着这个差走，而且走过头：',
  guidanceAsk: '在八座岛中指定一座，两种看法都用精确去噪器。把 w 从 0 加到 4，样本散得怎样？',
  guidanceOptions: ['更窄', '和原来一样', '更宽'],
  guidanceCheck: (none, strong, w, centre, away) =>
    `标准差从 ${none}（w = 0）变为 ${strong}（w = ${w}），中心到原点的距离从 ${centre} 变为 ${away}。引导之后的样本，已不再是这个类别的样本。`,
  text4: '它们更鲜明、更单一，被推离了各类别共有的东西。画图时常常正合心意，但已不是学到的那个分布。“观看”房间里就有这个滑块。',
  guidedEmpty: '预测之后，三种引导强度的样本会显示在这里。',
  guidedOne: (w, centre, spread) => `w = ${w}：中心距原点 ${centre}，标准差 ${spread}。`,
};
