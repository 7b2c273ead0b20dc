/** 公式表。 */
import type { Widen } from '../../../shared/i18n/en';
import type { sheet as english } from './sheet.en';

export const sheet: Widen<typeof english> = {
  title: '公式一览',
  lead: '要记住的都在这一页，用上面选定的记号。每个公式注明它说的是什么，点击可到相应的课。',
  print: '打印',
  lesson: (name) => `第 ${name} 课`,
  groups: { forward: '前向', backward: '反向', objective: '目标', algorithms: '算法', beyond: '笔记之外' },
  rows: {
    step: '走一步（式 2）',
    jump: '一步到 t（式 4）',
    snr: '终点的信噪比',
    posterior: '后验（式 6）',
    mean: '后验均值（式 7）',
    variance: '后验方差（式 7）',
    meanOfEps: '由噪声写后验均值（式 11）',
    belief: '数据的估计（式 15）',
    variances: 'σ² 的两种取法',
    bound: '变分上界，即负 ELBO（式 5）',
    gap: '间隙',
    weighted: '其中一项（式 12）',
    simple: '简化损失（式 14）',
    best: '平方误差的最优解',
    training: '算法 1，第 5 行',
    sampling: '算法 2，第 4 行',
    merged: '两份噪声合成一份',
    exact: '最优去噪器',
    score: '得分与噪声',
    tweedie: 'Tweedie 公式',
    langevin: '朗之万采样',
    ddim: 'DDIM',
    velocity: 'v',
    guided: '引导',
    policy: '扩散策略',
  },
};
