/** What the views of room Watch show: the moment looked at and the run around it, brought up to date once a frame of the screen. */
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { nextFrame } from '../../../shared/state/frames';
import type { History, Moment } from '../../../shared/state/history';
import type { Phase, Player } from '../../../shared/state/player';
import type { Forward } from './forward';

/** Which way the strip runs: reverse, the model denoises; forward, a real picture is noised. */
export type Mode = 'reverse' | 'forward';
/** Changes at most once a frame of the screen, however fast the steps come. */
export interface View {
  mode: Mode;
  phase: Phase;
  history: History | null;
  /** Moments of the forward process that lie before the run shown. */
  ghost: History | null;
  moment: Moment | null;
  /** The last position: the one of t = 0. */
  last: number;
  revision: number;
  rate: number;
}

const EMPTY: View = { mode: 'reverse', phase: 'empty', history: null, ghost: null, moment: null, last: 0, revision: 0, rate: 0 };

/**
 * The view of the run, until `stop` is called. `fromPicture`: whether the run shown began in the real picture that the forward process noised.
 */
export function followRun(
  mode: ReadonlySignal<Mode>,
  player: Player,
  forward: Forward,
  fromPicture: ReadonlySignal<boolean>,
): { view: ReadonlySignal<View>; stop(): void } {
  const view = signal(EMPTY);
  const update = (): void => {
    const source = mode.value === 'forward' ? forward : player;
    const history = source.history.value;
    const noised = forward.history.value;
    view.value = {
      mode: mode.value,
      phase: player.phase.value,
      history,
      ghost: mode.value === 'reverse' && fromPicture.value && noised?.times === history?.times ? noised : null,
      moment: history?.at(source.position.value) ?? null,
      last: (history?.times.length ?? 1) - 1,
      revision: source.revision.value,
      rate: player.rate.value,
    };
  };
  const stop = effect(() => {
    for (const source of [player, forward]) {
      source.history.value;
      source.position.value;
      source.revision.value;
    }
    mode.value;
    fromPicture.value;
    player.phase.value;
    player.rate.value;
    nextFrame(update);
  });
  return { view, stop };
}
