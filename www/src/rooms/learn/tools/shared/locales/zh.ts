import type { PiecesDictionary } from './en';

export const zh: PiecesDictionary = {
  subject: '画面',
  subjects: { points: '平面上的点', pictures: '图像' },
  shape: '数据',
  shapes: {
    s_curve: '字母 S',
    two_moons: '双月',
    eight_gaussians: '八个高斯',
    swiss_roll: '瑞士卷',
    checkerboard: '棋盘',
    dino: '恐龙',
  },
  model: '模型',
  eps: '去噪器',
  epses: { exact: '精确去噪器', network: '网络（现场训练）' },
  steps: '步数（共 1000 步）',
  seed: '种子',
  dice: '换一个种子',
  way: '进度',
  play: '播放',
  pause: '暂停',
  stop: '取消',
  progress: (percent) => `${percent}%`,
  training: '正在训练网络……',
  sampling: '正在采样……',
};
