/** The forward process on the run's own times: one real picture, one draw of ε, any t (eq. 4). Knows no DOM. */
import { signal } from '@preact/signals';
import { LastWins } from '../../../../../pkg/src/latest';
import type { Engine } from '../../../../../pkg/src/types';
import { History, type Moment } from '../../../shared/state/history';

/** So many moments are computed at once, for the film strip; others when they are shown. */
const STRIP_MOMENTS = 48;

export class Forward {
  readonly history = signal<History | null>(null);
  readonly position = signal(0);
  readonly revision = signal(0);

  private x0: Float32Array = new Float32Array();
  private seed = 0;
  private readonly fills = new LastWins();
  private wanted = 0;

  constructor(private readonly noised: Engine['noised']) {}

  /** Takes a picture (a whole batch of numbers), shows it at a position, and fills the strip from the picture to noise. */
  async open(x0: Float32Array, times: readonly number[], seed: number, position: number): Promise<void> {
    const fill = this.fills.begin();
    this.x0 = x0;
    this.seed = seed;
    this.history.value = new History(times);
    await this.seek(position);
    const last = times.length - 1;
    const stride = Math.max(1, Math.ceil(last / STRIP_MOMENTS));
    for (let at = last; at >= 0 && fill.current; at -= stride) await this.make(at);
  }

  /** Shows the moment at a position, making it if need be. Of several calls the last wins. */
  async seek(position: number): Promise<void> {
    const last = (this.history.value?.times.length ?? 1) - 1;
    const at = Math.min(Math.max(position, 0), last);
    this.wanted = at;
    const made = await this.make(at);
    if (made && this.wanted === at) this.position.value = at;
  }

  /** So many positions on, or back. Counted from where the last move leads, which may not be there yet. */
  step(by: number): Promise<void> {
    return this.seek(this.wanted + by);
  }

  private async make(position: number): Promise<boolean> {
    const history = this.history.value;
    const t = history?.times[position];
    if (!history || t === undefined) return false;
    if (history.at(position)) return true;
    // Copies: the engine may transfer what it is given
    const { x_t: x, eps } = t === 0 ? { x_t: this.x0, eps: null } : await this.noised(this.x0.slice(), t, this.seed);
    if (history !== this.history.value) return false;
    const moment: Moment = { position, t, tNext: null, x, x0: this.x0, eps, sigma: 0, backend: null };
    history.add(moment);
    this.revision.value += 1;
    return true;
  }
}

/** The run's time nearest to t, of those where the model still has work to do. */
export function nearestTime(times: readonly number[], t: number): number {
  return times.reduce((best, time) => (time > 0 && (best === 0 || Math.abs(time - t) < Math.abs(best - t)) ? time : best), 0);
}
