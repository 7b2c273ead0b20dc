/** The position between noise and data that is shown, and its animation from noise to data. */
import { signal } from '@preact/signals';
import { LastWins } from '../../../../pkg/src/latest';

/** Milliseconds that the animation from T to 0 takes. */
const JOURNEY_MS = 4000;
/** Pictures that the animation has where motion is to be reduced. */
const STILL_PICTURES = 6;

export class Playback {
  /** 0 is noise, 1 is data. Not an index: the next run may have other moments. */
  readonly share = signal(1);
  readonly travelling = signal(false);
  private readonly walks = new LastWins();

  constructor(
    /** Whether motion is to be reduced. */
    private readonly still = matchMedia('(prefers-reduced-motion: reduce)').matches,
    /** Milliseconds from noise to data. */
    private readonly journey = JOURNEY_MS,
  ) {}

  seek(share: number): void {
    this.stop();
    this.share.value = Math.min(1, Math.max(0, share));
  }

  /** Starts the animation, from noise where the end is reached; stops it where it runs. */
  toggle(): void {
    if (this.travelling.value) {
      this.stop();
      return;
    }
    const from = this.share.value >= 1 ? 0 : this.share.value;
    this.share.value = from;
    this.travelling.value = true;
    const walk = this.walks.begin();
    const begun = performance.now();
    const frame = (now: number): void => {
      if (!walk.current) return;
      const share = Math.min(1, from + Math.max(0, now - begun) / this.journey);
      this.share.value = this.still ? Math.floor(share * STILL_PICTURES) / STILL_PICTURES : share;
      if (this.share.value >= 1) this.stop();
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  stop(): void {
    this.walks.cancel();
    this.travelling.value = false;
  }
}
