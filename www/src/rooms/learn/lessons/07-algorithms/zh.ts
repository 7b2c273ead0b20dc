/** 第 7 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: '算法 1，逐行执行',
  text1: (batch) =>
    `训练只有五行。请用一批 ${batch} 个点中的一个走一遍：每一行旁边是这次迭代的数值。第 5 行真的会更新权重，用的是整批的平均梯度。`,
  turnTask: '完整地走完循环的两次迭代。',
  text2: '使用一批点时，其他都不变：每个点有自己的 t 和自己的噪声。',
  repeat: '重复：',
  until: '直到收敛。',
  nextLine: '下一行',
  loopSays: (iteration, line, value) => `第 ${iteration} 次迭代第 ${line} 行：${value}`,
  step: (loss, gradient, change) => `整批：损失 ${loss}，梯度的范数 ${gradient}；权重移动了 ${change}。`,
  title2: '算法 2，以及损失反映不出的事',
  text3: '采样从噪声开始，把同一行重复 T 次，t 从 T 到 1：',
  loop2: 't = T, …, 1',
  ask: (early, late) => `一个网络在双月数据上训练 ${late} 步。与只训练 ${early} 步时相比，最后的损失如何？`,
  options: ['几乎为零', '明显更低，但离零还远', '几乎没变'],
  mistakes: [
    '你也许想的是完全拟合数据的网络。可是同一个 {xt} 可以来自许多对数据与噪声，网络只知道 {xt}，无法知道是哪份噪声，所以损失有一个下限。',
    '你也许认为样本要改善，损失就必须明显降低。训练几百步之后，损失的大部分是下限；样本取决于高出下限的那一小部分。',
    '这一次损失的变化比这要大。',
  ],
  check: (early, late, floor, earlyDistance, lateDistance, data, verdict) =>
    `[loss|损失]从 ${early} 降到 ${late}；[floor|虚线]在 ${floor}，是下限：平均而言，任何网络都不能低于它。[samples|样本]到数据的距离从 ${earlyDistance} 变为 ${lateDistance}（数据与另一批数据相距 ${data}）。${verdict}`,
  verdicts: {
    gone: '损失几乎降到了零，样本也更接近数据。',
    lower: '损失明显降低，样本也更接近数据。',
    same: '损失看似不再下降，样本却仍在改善：损失的大部分是下限，样本的好坏取决于高出下限的那一小部分。',
    notNearer: '这一次，样本没有更接近数据。',
  },
  learntSays: (early, late, floor, earlyDistance, lateDistance) =>
    `损失：早期 ${early}，后期 ${late}，下限 ${floor}。样本到数据的距离：早期 ${earlyDistance}，后期 ${lateDistance}。`,
  learntEmpty: '网络训练之后，样本与损失会显示在这里。',
  samplesLabel: (t) => `t = ${t} 时的样本，与数据相对照。`,
  way: '算法 2，从 T 到 0',
};
