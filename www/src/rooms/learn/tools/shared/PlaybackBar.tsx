import type { Playback } from '../../../../shared/state/playback';
import { Range } from '../../../../shared/ui/Fields';
import { Icon } from '../../../../shared/ui/Icon';
import { text } from './locales/text';

const NOTCHES = 100;

/** The way from noise to data: a slider, and a button that walks it. */
export function PlaybackBar({ playback, shown, disabled = false }: { playback: Playback; shown: string; disabled?: boolean }) {
  const d = text.value;
  const going = playback.travelling.value;
  return (
    <div class="journey">
      <button type="button" class="primary" disabled={disabled} onClick={() => playback.toggle()}>
        <Icon name={going ? 'pause' : 'play'} /> <span>{going ? d.pause : d.play}</span>
      </button>
      <Range
        label={d.way}
        shown={shown}
        value={Math.round(NOTCHES * playback.share.value)}
        min={0}
        max={NOTCHES}
        step={1}
        disabled={disabled}
        onInput={(value) => playback.seek(value / NOTCHES)}
      />
    </div>
  );
}
