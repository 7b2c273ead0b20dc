/**
 * A run and the runs that were forked from it: each goes on from an x_t with noise of its own, and none is lost when another is
 * begun. Knows no DOM.
 */
import { computed, signal } from '@preact/signals';
import { LastWins } from '../../../../../pkg/src/latest';
import type { Engine } from '../../../../../pkg/src/types';
import type { History } from '../../../shared/state/history';
import { momentOf, type Player } from '../../../shared/state/player';

/** Forks of one run at most. */
export const MAX_FORKS = 8;

interface Branch {
  /** Where it left the run that it was forked from; 0, the first moment, for the run that was there first. */
  position: number;
  history: History;
}

/** A branch as it is shown. */
export interface Line {
  /** The t of that moment; null for the run that was there first. */
  t: number | null;
  /** Its share of the way from noise to picture. */
  from: number;
  /** x_0, once the run is there. */
  end: Float32Array | null;
  /** Root mean square of the difference between its x_0 and that of the first run, a number of a picture; null until both are there. */
  apart: number | null;
}

export class Branches {
  /** The run that the player shows, an index into the lines. */
  readonly current = signal(0);
  /** The first run and its forks; empty where nothing was forked. */
  readonly lines = computed<readonly Line[]>(() => {
    this.revision.value;
    this.player.revision.value;
    const branches = this.branches.value;
    const last = (branches[0]?.history.times.length ?? 1) - 1;
    const ends = branches.map((_, i) => this.endOf(i));
    const first = ends[0] ?? null;
    return branches.map(({ position, history }, i) => {
      const end = ends[i] ?? null;
      const t = i === 0 ? null : (history.times[position] ?? 0);
      return { t, from: position / last, end, apart: i > 0 && end && first ? distance(end, first) : null };
    });
  });

  private readonly branches = signal<readonly Branch[]>([]);
  /** Grows with what is added to a run that is not the player's. */
  private readonly revision = signal(0);
  private readonly works = new LastWins();

  constructor(
    private readonly player: Player,
    private readonly sampler: Engine['sampler'],
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Whether one more can be had. */
  readonly full = computed(() => this.branches.value.length > MAX_FORKS);

  /** From the moment shown, with this seed. The run that is left is computed to its end. */
  async fork(seed: number): Promise<void> {
    const { player } = this;
    const history = player.history.value;
    const moment = history?.at(player.position.value);
    const config = player.asked;
    if (!history || !config || !moment || moment.t === 0 || this.full.value) return;
    const turn = this.works.now();
    this.keepCurrent();
    if (this.branches.value.length === 0) this.branches.value = [{ position: 0, history }];
    const left = history;
    await player.fork(seed);
    const made = player.history.value;
    if (!turn.current || !made || made === left) return;
    this.branches.value = [...this.branches.value, { position: moment.position, history: made }];
    this.current.value = this.branches.value.length - 1;
    try {
      await this.finish(left, config, () => turn.current);
    } catch (error) {
      if (turn.current) this.failed(error);
    }
  }

  /** Shows a run that has arrived. */
  show(index: number): void {
    const branch = this.branches.value[index];
    if (!branch || index === this.current.value || !this.endOf(index)) return;
    this.keepCurrent();
    this.current.value = index;
    this.player.show(branch.history);
  }

  /** Another run begins: forgets these. */
  clear(): void {
    this.works.cancel();
    this.branches.value = [];
    this.current.value = 0;
  }

  private endOf(index: number): Float32Array | null {
    const history = index === this.current.value ? this.player.history.value : this.branches.value[index]?.history;
    const head = history?.head;
    return head?.t === 0 ? head.x : null;
  }

  /** The player may have gone on in another history, after a failure. */
  private keepCurrent(): void {
    const history = this.player.history.value;
    this.branches.value = this.branches.value.map((branch, i) => (i === this.current.value && history ? { ...branch, history } : branch));
  }

  private async finish(history: History, config: Parameters<Engine['sampler']>[0], wanted: () => boolean): Promise<void> {
    const head = history.head;
    if (!head || head.t === 0) return;
    // A copy: the engine may transfer what it is given
    const run = await this.sampler(config, { t: head.t, x: head.x.slice() });
    for (let frame = await run.next(); frame && wanted(); frame = await run.next()) {
      history.add(momentOf(history, frame));
      this.revision.value += 1;
    }
    run.cancel();
  }
}

function distance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  a.forEach((value, i) => {
    sum += (value - (b[i] ?? 0)) ** 2;
  });
  return Math.sqrt(sum / a.length);
}
