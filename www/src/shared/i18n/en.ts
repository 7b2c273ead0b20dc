import type { EngineErrorCode } from '../../../../pkg/src/types';

/** Every string that all rooms share, in English. The other languages have the same keys: the compiler checks it. */
export const en = {
  htmlLang: 'en',
  title: 'DDPM Lab: watch noise become a picture',
  skip: 'Skip to the picture',
  rooms: 'Rooms',
  roomNames: { watch: 'Watch', train: 'Train', learn: 'Learn', act: 'Act' },
  openingRoom: 'Opening the room …',
  help: 'Keyboard and help',
  forClass: 'For the class',
  hiddenControls: (n: number) => (n === 1 ? 'One control is hidden by your teacher.' : `${n} controls are hidden by your teacher.`),
  unhide: 'Show them',
  unhidden: 'Controls that your teacher had hidden are shown.',
  hideAgain: 'Hide them again',
  brokenScript: 'The script of this link cannot be read; perhaps the link was cut off when it was copied. The page opens without it.',
  classKeys: {
    turn: 'next stop or scene, the one before',
    blank: 'blank screen',
    fullScreen: 'full screen',
    leave: 'leave the presentation',
    panel: 'for the class: links, scripts; presentation',
  },
  switchLanguage: '中文',
  switchLanguageLabel: '换成中文',
  theme: { auto: 'Colours: as the system', light: 'Colours: light', dark: 'Colours: dark' },
  models: { avatars: 'Avatars', digits: 'Digits' },

  notation: {
    label: 'Notation',
    names: { ho: 'Ho et al.', su: 'Su Jianlin', diffusers: 'diffusers', score: 'score SDE' },
  },
  formula: {
    loading: 'Fetching the formula …',
  },

  backend: {
    cpu: 'CPU',
    webgpu: 'GPU',
    badge: (device: string) => `Computed just now on your ${device}`,
    idle: (device: string) => `Computes on your ${device}`,
    choose: 'Compute on',
    preferences: { auto: 'the faster', cpu: 'CPU', webgpu: 'GPU (WebGPU)' },
    state: { absent: 'not available here', loading: 'loading', warming: 'warming up', ready: 'ready', failed: 'failed' },
    progress: (percent: number) => `${percent} %`,
  },

  takeHome: {
    title: 'Take it home',
    pictures: 'Pictures',
    ofNumbers: 'Numbers',
    ofModel: 'Settings and model',
    making: (what: string) => `Making: ${what}`,
    cancel: 'Stop',
    noVideo: 'This browser has no encoder for WebM video. The GIF shows the same run.',
    tableSize: (rows: number, columns: number, size: string) => `${rows} rows × ${columns} columns just now, about ${size}.`,
    plot: (title: string) => `Save as SVG: ${title}`,
    stage: (title: string) => `Save as PNG: ${title}`,
  },
  cite: {
    title: 'Cite',
    lead: 'Where you use what you have made here, name the page and the paper. For a reader who is to see the same, add the address with its settings.',
    lab: 'This page',
    paper: 'The paper that it teaches',
    copyBibtex: 'Copy BibTeX',
    copyPlain: 'Copy as text',
    copied: 'Copied.',
    notCopied: 'The browser did not allow copying. Select the text and copy it by hand.',
    code: 'The code of DDPM Lab: MIT or Apache 2.0, as you choose.',
  },

  notices: 'Notices',
  dismiss: 'Dismiss',
  problem: (key: string, asked: string, used: string) =>
    `This link asks for ${key} = “${asked}”, which cannot be had; ${used === '' ? 'nothing is asked for' : `${used} is used`} instead.`,
  actions: { resume: 'Go on from the last step', retry: 'Try again', reload: 'Reload the page' },
  errors: {
    invalid_setting: 'The engine refused a setting. Change it, and a new run begins.',
    weights_truncated: 'The model’s file arrived incomplete. Try again; if it stays so, the file on the server is damaged.',
    weights_altered:
      'The model’s file is not the one its card describes, so it was not used. Reload; if it stays so, tell whoever runs this site.',
    weights_shape: 'The model’s file does not fit the network its card describes. Choose another model.',
    card_invalid: 'The model’s card cannot be read. Reload, or choose another model.',
    data_invalid: 'The file of real pictures is damaged. Starting from noise still works.',
    gpu_unavailable: 'This browser offers no GPU to compute with. The CPU does the work instead.',
    device_lost: 'The GPU was lost in the middle of the run. The CPU goes on from the same picture.',
    busy: 'The engine is still busy with the step before. Try again in a moment.',
    io: 'A file could not be read. Try again.',
    network: 'The server does not answer. What you have made stays; try again once the connection is back.',
    engine_panic: 'The engine stopped with an error and was started again. Every step made so far is kept.',
    worker_lost: 'The browser ended the engine, perhaps to free memory. It was started again, and every step made so far is kept.',
    unsupported:
      'This browser is too old for the engine: it needs WebAssembly with SIMD. A current Firefox, Chrome, Edge or Safari has it.',
    cancelled: 'The run was cancelled.',
  } satisfies Record<EngineErrorCode, string>,
  details: 'Details',
  close: 'Close',
  keys: {
    notation: 'next notation',
    language: 'language',
    theme: 'colours',
    help: 'this help',
  },
} as const;

/** The form of a dictionary: its keys, whatever the words. */
export type Widen<T> = T extends (...args: infer A) => string
  ? (...args: A) => string
  : T extends string
    ? string
    : T extends readonly string[]
      ? { readonly [K in keyof T]: string }
      : { readonly [K in keyof T]: Widen<T[K]> };

/** What every language provides. */
export type Dictionary = Widen<typeof en>;
