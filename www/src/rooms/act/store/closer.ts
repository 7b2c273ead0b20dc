/** What is measured of the diffusion policy on demand: steering, the fork, samplers against one another, the look-up table. */
import type { Chunks, Computed, PlanRequest, Rollouts, RolloutsRequest, Solver, TrainingRun } from '../../../../../pkg/src/types';
import { Job } from '../../../shared/state/job';
import { type ActSettings, actingOf, samplingOf, TOTAL } from '../settings';

/** Chunks that are drawn to see how many go left. */
export const CHUNKS = 64;
/** Plans that a time is the mean of: clocks of browsers tell tenths of milliseconds, and a plan takes less. */
const TIMED = 20;

/** Ways from noise to a plan, each from the same noise. The first is what the others' decisions are held against. */
export const SAMPLERS = [
  { name: 'ode', sampler: { kind: 'ddim', eta: 0 }, steps: TOTAL },
  { name: 'ddpm', sampler: { kind: 'ddpm', variance: 0 }, steps: TOTAL },
  { name: 'ddim16', sampler: { kind: 'ddim', eta: 0 }, steps: 16 },
  { name: 'ddim8', sampler: { kind: 'ddim', eta: 0 }, steps: 8 },
  { name: 'heun8', sampler: { kind: 'heun' }, steps: 8 },
  { name: 'dpm8', sampler: { kind: 'dpm_solver' }, steps: 8 },
] as const satisfies readonly { name: string; sampler: Solver; steps: number }[];

export type SamplerName = (typeof SAMPLERS)[number]['name'];

export interface Compared extends Pick<Chunks, 'left' | 'clear' | 'calls'> {
  name: SamplerName;
  /** Milliseconds of a plan of one chunk, as the worker counted them. */
  ms: number;
  /** How many of the chunks lead past the disc on the same side as the first sampler's, of those that both lead past it. */
  same: number;
  of: number;
}

export interface Forked extends Chunks {
  plan: number;
  moment: number;
  t: number;
}

/** What a measurement needs to know of the room. */
export interface Rooms {
  settings(): ActSettings;
  /** The diffusion policy's run; null where there is none. */
  run(): TrainingRun | null;
  /** The robot's place and plane at the film's moment, and x_t there; null where there is no rollout. */
  moment(): { at: Pick<PlanRequest, 'past' | 'scene'>; from: NonNullable<PlanRequest['from']>; plan: number; moment: number } | null;
  /** What 100 robots are rolled out with. */
  request(settings: ActSettings): RolloutsRequest;
}

export class Closer {
  readonly forking;
  readonly comparing;
  readonly steering;
  readonly lookingUp;

  constructor(
    private readonly room: Rooms,
    failed: (error: unknown) => void,
  ) {
    this.forking = new Job<Forked>(failed);
    this.comparing = new Job<readonly Compared[]>(failed);
    this.steering = new Job<{ steered: Rollouts; free: Rollouts }>(failed);
    this.lookingUp = new Job<{ network: Rollouts; exact: Rollouts }>(failed);
  }

  private get jobs(): readonly Job<unknown>[] {
    return [this.forking, this.comparing, this.steering, this.lookingUp] as readonly Job<unknown>[];
  }

  cancel(): void {
    for (const job of this.jobs) job.cancel();
  }

  /** Drops what was measured of other weights or settings. */
  clear(): void {
    for (const job of this.jobs) job.clear();
  }

  /** Freezes the executed chunk's x_t at the film's moment, and draws the noise of all later steps anew, many times. */
  fork(): Promise<void> {
    return this.forking.run(async ({ tell }) => {
      const [run, moment] = [this.room.run(), this.room.moment()];
      if (!run || !moment || moment.from.t === 0) return;
      const settings = this.room.settings();
      // With η = 1 DDIM walks the same times, but each step draws noise: with η = 0 nothing would be left to draw
      const sampling = { ...samplingOf(settings, { kind: 'ddim', eta: 1 }), count: CHUNKS, seed: settings.noiseSeed };
      const { at, from, plan, moment: index } = moment;
      const chunks = await run.plan({ ...at, from, sampling, acting: actingOf(settings) });
      tell(1, { ...chunks, plan, moment: index, t: from.t });
    });
  }

  /** Every sampler from the same noise, where the robot is at the film's moment. */
  compare(): Promise<void> {
    return this.comparing.run(async ({ wanted, tell }) => {
      const [run, moment] = [this.room.run(), this.room.moment()];
      if (!run || !moment) return;
      const settings = this.room.settings();
      const asked = (count: number, { sampler, steps }: (typeof SAMPLERS)[number]): Promise<Computed<Chunks>> =>
        run.plan({ ...moment.at, sampling: { ...samplingOf({ steps }, sampler), count, seed: settings.noiseSeed } });
      const rows: Compared[] = [];
      let first: Chunks | null = null;
      for (const [i, row] of SAMPLERS.entries()) {
        const chunks = await asked(CHUNKS, row);
        if (!wanted()) return;
        let ms = 0;
        for (let k = 0; k < TIMED; k += 1) ms += (await asked(1, row)).ms / TIMED;
        if (!wanted()) return;
        first ??= chunks;
        const pairs = chunks.sides.map((side, k) => [side, first?.sides[k] ?? null] as const).filter(([a, b]) => a !== null && b !== null);
        const { left, clear, calls } = chunks;
        const same = pairs.filter(([a, b]) => a === b).length;
        rows.push({ name: row.name, left, clear, calls, ms, same, of: pairs.length });
        tell((i + 1) / SAMPLERS.length, [...rows]);
      }
    });
  }

  /** 100 robots by the policy as it is steered, and as many by itself. */
  steer(): Promise<void> {
    return this.steering.run(async ({ wanted, tell }) => {
      const run = this.room.run();
      if (!run) return;
      const settings = this.room.settings();
      const steered = await run.rollouts(this.room.request(settings));
      if (!wanted()) return;
      tell(0.5);
      tell(1, { steered, free: await run.rollouts(this.room.request({ ...settings, sketch: [], candidates: 1 })) });
    });
  }

  /** 100 robots by the network, and as many by the exact denoiser of the demonstrations. */
  lookUp(): Promise<void> {
    return this.lookingUp.run(async ({ wanted, tell }) => {
      const run = this.room.run();
      if (!run) return;
      const request = this.room.request({ ...this.room.settings(), sketch: [], candidates: 1 });
      const network = await run.rollouts(request);
      if (!wanted()) return;
      tell(0.5);
      tell(1, { network, exact: await run.rollouts({ ...request, acting: { denoiser: 'exact' } }) });
    });
  }
}
