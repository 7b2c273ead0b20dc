/** 第 8 至 11 课。 */
import type { LearnDictionary } from '../en';

export const s8: LearnDictionary['s8'] = {
  title1: '两份噪声合成一份',
  text1: '照字面来看，一步的损失要抽四样东西：{x0}、t、此前累积的噪声，以及这一步自己的噪声，后者就是目标。合在一起：',
  text2:
    '两份独立的正态噪声就像两根坐标轴，可以旋转。让第一根新轴 [eps|{eps}] 恰好是进入 {xt} 的那个组合；第二根 [omega|{omega}] 与它垂直，完全不进入 {xt}：[same|橙色直线上的所有抽样]得到同一个 {xt}。',
  endsTask: '把 [time|t] 拖到两端。t = 1 时只有这一步的噪声，{eps} 就是 {epsStep}；越往后，此前各步的噪声越占上风，{eps} 转向 {epsBar}。',
  time: '时刻',
  rotationSays: (t, angle, eps, omega, epsSquare, omegaSquare, correlation) =>
    `t = ${t}：坐标轴转了 ${angle}°。这次抽样 ε = ${eps}，ω = ${omega}。4000 次抽样中 ε 的方差为 ${epsSquare}，ω 为 ${omegaSquare}，相关系数 ${correlation}：仍是两份独立的标准正态噪声。`,
  title2: '省下了多少',
  text3:
    '所以不管网络怎么做，{omega} 只会让目标抖动，从 {xt} 里看不出它半点。它的平均可以手工精确求出，剩下的只有一份噪声：梯度的平均不变，方差更小：',
  ask: '平均而言，两种梯度都对。用两份噪声的那种，散布要大多少？',
  options: ['几乎一样', '1 到 5 倍', '5 倍以上'],
  check: (two, stratified, importance, antithetic, repeats) =>
    `在 ${repeats} 批上测得，以[one_noise|一份噪声]为 1：[two_noises|两份噪声]的方差为 ${two}，[stratified|分层抽 t] 为 ${stratified}，[importance|按重要性抽 t] 为 ${importance}，[antithetic|正负成对]为 ${antithetic}。`,
  text4:
    '为什么差这么多？一步的噪声 {epsStep} 只是 {xt} 中极小的一部分；要教会网络同样多的东西，它的梯度得乘上 {blowUp} 这样一个大数，{omega} 的影响也跟着放大。方差小，同样的效果就用得上更少的步数。其余几种是同类的便宜技巧：把 t 抽得更匀（Kingma 等 2021），在损失大的地方多抽（Nichol 与 Dhariwal 2021），每份噪声正着用一次、反着用一次。不是每种在每个问题上都划算：先测，再信。',
  empty: '预测之后，会在一个训练到一半的网络上测出各种方差，显示在这里。',
  one: (name, ratio) => `${name}：方差是一份噪声的 ${ratio} 倍。`,
  estimators: {
    two_noises: '两份噪声',
    one_noise: '一份噪声',
    stratified: '分层抽 t',
    importance: '按重要性抽 t',
    antithetic: '正负成对的 ε',
  },
};

export const s9: LearnDictionary['s9'] = {
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

export const s10: LearnDictionary['s10'] = {
  title1: '天下最好的去噪器',
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
  ask: (n) => `${n} 个训练点，用精确去噪器，300 个样本中有多少就是训练点（几乎分毫不差）？`,
  options: ['几乎没有：采样会产生新的点', '约一半', '几乎全是'],
  check: (exact, few, network, many, generalises) =>
    `精确去噪器：${exact}。在同样 ${few} 个点上训练的网络：${network}。同一网络改用同一形状的 ${many} 个点训练：${generalises}。`,
  text4:
    '（平面上随便扔一个点，也有九分之一的机会被判为训练点，这一部分纯属偶然。）完美的学生把例题全背了下来，除此之外什么也不会。扩散模型能做出新东西，正因为网络做不到完美：它光滑，容量有限，又及时停了下来。所谓泛化，是一种选得恰当的误差。',
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

export const s11: LearnDictionary['s11'] = {
  title1: '少走几步',
  text1:
    '训练好的网络，可以只用其中一部分时刻：例如 1000 步里挑 10 步。要留心的只有一点：α 得由两个 ᾱ 之比重新算。DDIM（Song 等 2021）更进一步，途中完全不补噪声：',
  ddimWords: 'Song 等 2021，式 12，η = 0；跳步时，t − 1 代表下一个所用的时刻',
  ask: (calls) => `同一个网络，都只调用 ${calls} 次。谁的样本最接近数据？`,
  check: (calls, ddpm, ddim, heun, most, data) =>
    `约 ${calls} 次调用：[ddpm|DDPM] ${ddpm}，[ddim|DDIM] ${ddim}，[heun|Heun] ${heun}（切片 Wasserstein 距离，越小越好）。调用 200 次时，DDPM 为 ${most}；[data|数据与另一批数据]相距 ${data}。`,
  text2:
    '调用得起许多次时，噪声无害，甚至能修补途中的误差；只能调用几次时，它就只是干扰。预测目标也可以换：由 {eps} 可以得到 {x0}，反之亦然，v（Salimans 与 Ho 2022）则是两者的混合，在两端都好用。噪声安排也不止线性一种，例如余弦（Nichol 与 Dhariwal 2021）把更多的步花在中段。采样时用的是权重的滑动平均（EMA）。而且这条链不一定用来画图：扩散策略（Chi 等 2023）用它根据所见生成机器人接下来的动作。',
  empty: '样本到数据的距离随网络调用次数的变化，预测之后测量。',
  one: (name, calls, distance) => `${name}，${calls} 次调用：${distance}。`,
  kinds: { ddpm: 'DDPM', ddim: 'DDIM', heun: 'Heun 法' },
  dataLine: '数据与另一批数据',
  title2: '引导：把要求说得更响',
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
