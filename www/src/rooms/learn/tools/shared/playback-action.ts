import type { Action } from '../../../../shared/state/actions';
import type { Playback } from '../../../../shared/state/playback';
import { text } from './locales/text';

/** Plays the way from noise to data, or pauses it. */
export function playbackAction(playback: Playback, enabled: () => boolean): Action {
  return {
    icon: () => (playback.travelling.value ? 'pause' : 'play'),
    label: () => (playback.travelling.value ? text.value.pause : text.value.play),
    enabled,
    act: () => playback.toggle(),
  };
}
