/** 第 7 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: '算法 1，一行一行来',
  text1: '训练只有五行。请拿一个点走一遍：每一行旁边，就是这一轮的真实数值。这里用的网络就是下面的那个，训练到哪里算哪里。',
  turnTask: '把循环完整地走两轮。',
  text2: '实际训练时，每一轮同时用几百个点，梯度取平均。除此之外，别无不同。',
  repeat: '重复：',
  until: '直到收敛。',
  nextLine: '下一行',
  loopSays: (turn, line, value) => `第 ${turn} 轮第 ${line} 行：${value}`,
  title2: '算法 2，以及损失没有说的事',
  text3: '采样从噪声开始，把同一行重复 T 次，t 从 T 到 1：',
  loop2: 't = T, …, 1',
  ask: (early, late) => `网络在双月数据上训练 ${late} 步。与只训练了 ${early} 步时相比，最后的损失如何？`,
  options: ['几乎为零', '明显更低，但离零还远', '几乎没变'],
  check: (early, late, floor, earlyDistance, lateDistance, data) =>
    `[loss|损失]从 ${early} 到 ${late}；[floor|虚线]是任何网络平均都越不过的下限，在 ${floor}。可是[samples|样本]到数据的距离从 ${earlyDistance} 降到了 ${lateDistance}（数据与另一批数据相距 ${data}）。损失看似停了，样本却还在变好。`,
  learntSays: (early, late, floor, earlyDistance, lateDistance) =>
    `损失：早期 ${early}，后期 ${late}，下限 ${floor}。样本到数据的距离：早期 ${earlyDistance}，后期 ${lateDistance}。`,
  learntEmpty: '网络训练之后，样本与损失会出现在这里。',
  samplesLabel: (t) => `t = ${t} 时的样本，与数据相对照。`,
  way: '算法 2，从 T 到 0',
};
