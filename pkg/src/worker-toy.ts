/** Room two's part of the worker: runs on points, each asked one thing at a time. */
import type { WasmSampler, WasmToy } from './module';
import type { ToyOrigin, ToySettings } from './protocol';
import type { ToyCloud, ToyConfig, ToyProgress, ToySample, ToySchedule, ToyTrace, ToyTurn } from './toy';
import type { BackendName } from './types';
import { EngineError } from './types';

/** Steps of a sampler after which its points are waited for, so that no GPU is given more than it can soon do. */
const MOST_AHEAD = 32;

/** The module reads β of one's own from a plain array. */
const plain = (schedule: ToySchedule): object =>
  schedule.kind === 'custom' ? { kind: 'custom', betas: Array.from(schedule.betas) } : schedule;

export const toWasm = (config: ToyConfig): object => ({ ...config, schedule: plain(config.schedule) });
export { plain as scheduleToWasm };

/** The reverse of `toWasm`. */
export function fromWasm(config: ToyConfig): ToyConfig {
  const { schedule } = config;
  if (schedule.kind !== 'custom') return config;
  return { ...config, schedule: { kind: 'custom', betas: Float64Array.from(schedule.betas) } };
}

/** What the page must know of a run that has begun. */
export const settings = (toy: WasmToy): ToySettings => ({
  data: toy.data(),
  config: fromWasm(toy.config()),
  parameters: toy.parameters(),
  step: toy.progress().step,
});

/** Where the module is to take the points from. */
export function origin(source: ToyOrigin): { origin: object; dims: number; values: Float32Array } {
  if (source.kind === 'points') return { origin: { kind: 'points' }, dims: source.dims, values: source.values };
  const { kind, shape, count, seed } = source;
  return { origin: { kind, shape, count, seed }, dims: 2, values: new Float32Array(0) };
}

/** Steps of Algorithm 1 until there have been `steps` of them or `budgetMs` are over; at least one. */
export async function train(toy: WasmToy, steps: number, budgetMs: number, backend: BackendName): Promise<ToyProgress> {
  const begun = performance.now();
  const losses: number[] = [];
  let issued = 0;
  for (;;) {
    // A step may be on its way to the GPU while the one before it is waited for.
    while (toy.inFlight() < toy.maxInFlight() && issued < Math.max(steps, 1)) {
      if (issued > 0 && performance.now() - begun >= budgetMs) break;
      toy.issue();
      issued += 1;
    }
    if (toy.inFlight() === 0) break;
    losses.push(await toy.completed());
  }
  return { ...toy.progress(), losses: Float64Array.from(losses), backend, ms: performance.now() - begun };
}

/** Which of `count` moments are kept: `keep` of them, evenly spread, first and last among them; one: the last. */
export function kept(count: number, keep: number): Set<number> {
  if (keep <= 1) return new Set([count - 1]);
  const most = Math.min(keep, count);
  return new Set(Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1))));
}

/** A whole run of a sampler. */
export async function sample(toy: WasmToy, what: ToySample, backend: BackendName): Promise<ToyCloud> {
  const { eps, sampler: kind, steps, spacing, count, seed, keep, start, startAt, fault } = what;
  if (!(Number.isInteger(keep) && keep >= 1 && keep <= 200)) {
    throw new EngineError('invalid_setting', `${keep} moments to keep, not 1 to 200`);
  }
  const sampler = toy.sampler({ sampler: kind, steps, spacing, count, seed }, eps, fault, startAt, start);
  try {
    const all = sampler.times();
    const wanted = kept(all.length, keep);
    const times = all.filter((_, i) => wanted.has(i));
    const size = count * toy.data().dims;
    const x = new Float32Array(times.length * size);
    await collect(sampler, wanted, (i, points) => x.set(points, i * size));
    return { times, x, calls: sampler.calls(), backend: sampler.onHost() ? 'cpu' : backend };
  } finally {
    sampler.free();
  }
}

/** One point's way through a whole run. */
export function trace(toy: WasmToy, what: Omit<ToySample, 'keep' | 'start'>, particle: number): Promise<ToyTrace> {
  const { eps, sampler, steps, spacing, count, seed, fault } = what;
  return toy.trace({ sampler, steps, spacing, count, seed }, eps, fault, particle);
}

/** One step of Algorithm 1, laid open for the points of its batch. */
export async function turn(toy: WasmToy, backend: BackendName): Promise<ToyTurn> {
  const begun = performance.now();
  const told = await toy.turn();
  return { ...told, backend, ms: performance.now() - begun };
}

async function collect(sampler: WasmSampler, wanted: Set<number>, keep: (i: number, x: Float32Array) => void): Promise<void> {
  let found = 0;
  const reads: Promise<void>[] = [];
  for (let moment = 0; ; moment += 1) {
    if (wanted.has(moment)) {
      const place = found++;
      reads.push(sampler.read().then((points) => keep(place, points)));
    }
    if (!sampler.step()) break;
    if (moment % MOST_AHEAD === MOST_AHEAD - 1) await sampler.read();
  }
  await Promise.all(reads);
}
