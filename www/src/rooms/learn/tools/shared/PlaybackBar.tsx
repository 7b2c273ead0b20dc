import type { Action } from '../../../../shared/state/actions';
import type { Playback } from '../../../../shared/state/playback';
import { Range } from '../../../../shared/ui/Fields';
import { ActionButton } from '../../../../shared/ui/IconButton';
import { text } from './locales/text';

const NOTCHES = 100;

interface PlaybackBarProps {
  playback: Playback;
  /** Plays and pauses it. */
  play: Action;
  /** Where it is, in words. */
  shown: string;
}

/** The way from noise to data: a slider, and a button that plays it. */
export function PlaybackBar({ playback, play, shown }: PlaybackBarProps) {
  return (
    <div class="journey">
      <ActionButton action={play} words="primary" />
      <Range
        label={text.value.way}
        shown={shown}
        value={Math.round(NOTCHES * playback.share.value)}
        min={0}
        max={NOTCHES}
        step={1}
        disabled={!play.enabled()}
        onInput={(value) => playback.seek(value / NOTCHES)}
      />
    </div>
  );
}
