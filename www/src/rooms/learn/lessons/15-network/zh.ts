/** 第 15 课。 */
import type { Widen } from '../../../../shared/i18n/en';
import type { en } from './en';

export const zh: Widen<typeof en> = {
  title1: 'U-Net 的结构',
  text1:
    '到现在为止，网络是一个黑箱：输入是 {xt} 和 t，输出是 {epsTheta}，形状与 {xt} 相同。“观看”房间里的网络是一个 U-Net，按 Ho 等人（2020，附录 B）构建。它在几种分辨率上处理图像：下行时每一级边长减半，上行时每一级再加倍。',
  narrowAsk: '头像是 16 × 16 像素、3 种颜色的图。网络在分辨率最低的地方，存的数比图像的数少、一样多，还是更多？',
  narrowOptions: ['少：它要把图压缩', '一样多', '多'],
  narrowCheck: (shape, least, picture) =>
    `那里一层给出 ${shape}，共 ${least} 个数；图像有 ${picture} 个。什么也没有压缩。变小的是边长，好让每个位置看到图的更大一块；通道数把它补了回来。`,
  narrowMistakes: [
    '也许想到的是自编码器，中间窄正是它的用意。可是去噪器要还出每一个像素，而噪声是压缩不了的。',
    '边长减半，位置少到四分之一；可是通道比三种颜色多得多。',
    '更多。',
  ],
  text2:
    '每个[block|残差块]先归一化、卷积，加上关于时刻的信息，再归一化、卷积，最后把自己的输入加到结果上。所以什么也没学到的块，就把输入原样传下去。[attention|注意力]只在分辨率最低处用一次：在那里每个位置都能看到别的所有位置，3 × 3 的卷积做不到。',
  text3:
    '上方的线是[skips|跳跃连接]：下行时每个块的结果，交给上行时与它对应的块，后者两份都读。这样细节根本不必经过低分辨率。在这里它比在别处更要紧：噪声全是细节，而要预测的正是噪声。',
  walkTask: '移动滑块，走过所有的层：经过注意力，直到最后一层。',
  model: '模型',
  models: { avatars: '头像', digits: '数字' },
  layer: '层',
  kinds: {
    in: '第一个卷积',
    block: '残差块',
    down: '边长减半或加倍',
    attention: '注意力',
    up: '边长加倍',
    out: '最后一个卷积',
  },
  hidden: (picture, layers) => `处理 ${picture} 图像的网络，共 ${layers} 层。`,
  says: (name, kind, reads, shape, parameters, joined) =>
    `${name}，${kind}：读入 ${reads} 个通道${joined === null ? '' : `，其中一部分来自 ${joined}`}，给出 ${shape}，有 ${parameters} 个参数。`,
  total: (parameters, base, embedding) => `共 ${parameters} 个参数；起初 ${base} 个通道；时刻用 ${embedding} 个数来表示。`,
  title2: '时间嵌入',
  text4: '一个网络用于所有的 t。它需要 t 作为输入，因为同一个 x 的含义不同：t 大时几乎全是噪声，t 小时几乎没有噪声。',
  timeAsk: (place, low, high) =>
    `这几课所用的小网络，在八个高斯上训练过。给它两次同样的 x = ${place}，一次 t = ${low}，一次 t = ${high}。它预测什么？`,
  timeOptions: ['一样：输入的是同一个 x', '不一样：t 决定 x 里有多少是噪声', '不一样，因为它每次抽取新的噪声'],
  timeCheck: (steps, place, low, middle, high, times) =>
    `训练 ${steps} 步之后，在 x = ${place} 处它给出（附长度）：t = ${times[0]} 时 ${low}；t = ${times[1]} 时 ${middle}；t = ${times[2]} 时 ${high}。t 大时噪声几乎就是 x 本身；t 小时，是到最近数据的那一小段路，除以一个小的标准差。`,
  timeMistakes: [
    '没有 t 的网络只能如此。可是 t 和 x 一样是输入，训练时两者一起给过它。',
    '它考虑了 t。',
    '网络什么也不抽：输入相同，输出就相同。采样时的噪声是在网络之外加的。',
  ],
  text5:
    '1 到 1000 之间的一个数，不是好的输入。所以先把它写成[waves|波]：t 在许多频率上的正弦与余弦，与 Transformer 一样（Vaswani 等 2017）。快的波分得清相邻的时刻，慢的波分得清早与晚。下图是两个时刻的波有[likeness|多相似]：时刻相近，波就相似，在一个 t 上学到的，邻近的 t 也用得上。',
  alikeTask: '把第二个时刻移开，直到两个时刻的波相似度低于 0.4。',
  text6:
    '两个全连接层把这些波变成时间嵌入，每个残差块再由它得到每通道一个数，加在自己的两个卷积之间。于是在每一级上，t 都能抬高或压低图像的每一种特征。类别也这样送进去：它的嵌入加到时间嵌入上。“行动”房间里的 FiLM 做法相同，只是除了加数还有乘数。',
  waves: (width) => `t 的 ${width} 个波`,
  sines: '正弦，由快到慢',
  cosines: '余弦，由快到慢',
  likenessTitle: (t) => `各时刻与 t = ${t} 的相似度`,
  time: '时刻',
  otherTime: '第二个时刻',
  timeSays: (t, width, other, alike) => `t = ${t} 写成 ${width} 个波；t = ${other} 的波与它的相似度为 ${alike}（1 为相同）。`,
};
