import type { EngineErrorCode } from '../../../../pkg/src/types';

/** Every string that all rooms share, in English. The other languages have the same keys: the compiler checks it. */
export const en = {
  htmlLang: 'en',
  title: 'DDPM Lab: watch noise become a picture',
  skip: 'Skip to the picture',
  rooms: 'Rooms',
  roomNames: { watch: 'Watch', train: 'Train', learn: 'Learn', act: 'Act' },
  openingRoom: 'Loading the room …',
  help: 'Keyboard and help',
  forClass: 'For the class',
  hiddenControls: (n: number) => (n === 1 ? 'One control is hidden by your teacher.' : `${n} controls are hidden by your teacher.`),
  unhide: 'Show hidden controls',
  unhidden: 'The controls that your teacher hid are shown.',
  hideAgain: 'Hide them again',
  brokenScript: 'The script of this link cannot be read. Perhaps the link was cut off when it was copied. The page opens without it.',
  classKeys: {
    turn: 'next or previous stop or scene',
    blank: 'blank screen',
    fullScreen: 'full screen',
    leave: 'leave the presentation',
    panel: 'for the class: links, scripts; presentation',
  },
  switchLanguage: '中文',
  switchLanguageLabel: '换成中文',
  theme: { auto: 'Colours: like the system', light: 'Colours: light', dark: 'Colours: dark' },
  models: { avatars: 'Avatars', digits: 'Digits' },

  notation: {
    label: 'Notation',
    names: { ho: 'Ho et al.', su: 'Su Jianlin', diffusers: 'diffusers', score: 'score SDE' },
  },
  formula: {
    loading: 'Loading the formula …',
  },

  backend: {
    cpu: 'CPU',
    webgpu: 'GPU',
    badge: (device: string) => `Computed just now on your ${device}`,
    idle: (device: string) => `Computes on your ${device}`,
    choose: 'Compute on',
    preferences: { auto: 'the faster one', cpu: 'CPU', webgpu: 'GPU (WebGPU)' },
    state: { absent: 'not available here', loading: 'loading', warming: 'warming up', ready: 'ready', failed: 'failed' },
    progress: (percent: number) => `${percent} %`,
  },

  takeHome: {
    title: 'Save and export',
    pictures: 'Pictures',
    ofNumbers: 'Numbers',
    ofModel: 'Settings and model',
    making: (what: string) => `Making: ${what}`,
    cancel: 'Cancel',
    noVideo: 'This browser has no encoder for WebM video. The GIF shows the same run.',
    tableSize: (rows: number, columns: number, size: string) => `At present ${rows} rows × ${columns} columns, about ${size}.`,
    plot: (title: string) => `Save as SVG: ${title}`,
    stage: (title: string) => `Save as PNG: ${title}`,
  },
  cite: {
    title: 'Cite',
    lead: 'If you use this work, cite the page and the paper. To show a reader the same result, add the address with its settings.',
    lab: 'This page',
    paper: 'The paper',
    copyBibtex: 'Copy BibTeX',
    copyPlain: 'Copy as text',
    copied: 'Copied.',
    notCopied: 'The browser did not allow the copy. Select the text and copy it by hand.',
    code: 'The code of DDPM Lab: MIT or Apache 2.0, as you choose.',
  },

  notices: 'Notices',
  dismiss: 'Dismiss',
  problem: (key: string, asked: string, used: string) =>
    `This link asks for ${key} = “${asked}”, which is not possible. ${used === '' ? 'The setting is left open' : `${used} is used`} instead.`,
  actions: { resume: 'Continue from the last step', retry: 'Try again', reload: 'Reload the page' },
  errors: {
    invalid_setting: 'The engine does not accept a setting. Change it to start a new run.',
    weights_truncated: 'The model file arrived incomplete. Try again. If this happens again, the file on the server is damaged.',
    weights_altered:
      'The model file is not the one that its card describes, so it was not used. Reload the page. If this happens again, tell the people who run this site.',
    weights_shape: 'The model file does not fit the network that its card describes. Choose another model.',
    card_invalid: 'The model card cannot be read. Reload the page, or choose another model.',
    data_invalid: 'The file of real pictures is damaged. You can still start from noise.',
    gpu_unavailable: 'This browser offers no GPU for computing. The CPU is used instead.',
    device_lost: 'The GPU was lost during the run. The CPU continues from the same picture.',
    busy: 'The engine is still busy with the previous step. Try again in a moment.',
    io: 'A file could not be read. Try again.',
    network: 'The server does not answer. Your work is kept. Try again when the connection is back.',
    engine_panic: 'The engine stopped with an error and was restarted. All steps so far are kept.',
    worker_lost: 'The browser stopped the engine, perhaps to free memory. It was restarted, and all steps so far are kept.',
    unsupported:
      'This browser is too old for the engine, which needs WebAssembly with SIMD. Use a current Firefox, Chrome, Edge or Safari.',
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
