/** 第 9 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: '形似，而神不似',
  text1: '朗之万采样沿着对数密度往高处走，同时加噪声，永不停止。无论从哪里出发，最后每次迭代都是这个密度的样本：',
  text2:
    '它看着和 DDPM 的一步一模一样，网络甚至知道坡度：把它看到的噪声反过来，就是得分。但 DDPM 恰好走 T 步，每步有自己的噪声水平，走完就结束。',
  ask: (calls) =>
    `三种采样器都用精确的得分，都调用 ${calls} 次，起点也相同：400 个粒子全放在同一个数据点上。数据是八座岛。[plain|普通朗之万]停在一个较小的噪声水平上，能到达几座岛？`,
  check: (plain, ddpm, annealed) =>
    `[plain|普通朗之万]：8 座中的 ${plain} 座。[ddpm|DDPM]：${ddpm} 座。[annealed|退火朗之万]：${annealed} 座。两座岛之间几乎没有坡度，而且坡朝回走。噪声大时各岛连成一片，过得去；噪声小时轮廓清楚，却过不去。普通朗之万只能二选一，另外两种先后都有。`,
  highAsk: (t, calls) =>
    `如果普通朗之万停在一个很大的噪声水平 t = ${t} 呢？同样调用 ${calls} 次，400 个粒子同样从一个数据点（标着 x）出发。最后这群粒子的中心在哪里？请在图上点出来。`,
  highLabel: (start) => `八座数据岛围成一圈，所有粒子从 ${start} 的 x 出发。`,
  highCheck: (middle, deviation) =>
    `在 ${middle}，各个方向的标准差都是 ${deviation}。噪声这么大，八座岛连成了一座山，每个粒子都忘了自己从哪里来。可是采到的就是这座山，也就是加了噪声的数据，一座岛也看不见。一个水平忘得掉却画不出，另一个画得出却忘不掉。`,
  backTask: '把[way|滑块]移回前半程，看看岛是什么时候选定的。',
  text3:
    '退火朗之万（Song 与 Ermon 2019）在每个噪声水平上待到样本合适，再去更小的水平。DDPM 在每个水平上只走一步，却照样正确，因为它的一步正是为此推导出来的。两条路，同一个网络：每个噪声水平上的得分。',
  ways: { ddpm: 'DDPM', plain: '普通朗之万', annealed: '退火朗之万' },
  cloudLabel: (way, step, reached) => `${way}，第 ${step} 步${reached === null ? '' : `；最终到达 8 座岛中的 ${reached} 座`}。`,
  at: (t) => `t = ${t}`,
  way: '路程',
  stepOf: (step, steps) => `第 ${step} 步，共 ${steps} 步`,
  says: (ddpm, plain, annealed) => `最终到达的岛（共 8 座）：DDPM ${ddpm}，普通朗之万 ${plain}，退火朗之万 ${annealed}。`,
  empty: '三种采样器，同一个起点。预测之后显示在这里。',
};
