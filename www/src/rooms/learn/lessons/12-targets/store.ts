/** Lesson 12: how an error of the network becomes one of x̂_0, by what it predicts; and how fast schedules add noise. */
import { computed, signal } from '@preact/signals';
import type { ScheduleCurves } from '../../../../../../pkg/src/types';
import { LESSON_CONFIG, type RunPool } from '../../store/run-pool';

/** The t of the first prediction, the error of the network there, and what x̂_0 may be off by. */
export const ASKED_T = 900;
export const ERROR = 0.1;
export const ANSWERS = [0.1, 1, 6] as const;

export const TARGETS = ['epsilon', 'v', 'x0'] as const;
export type Target = (typeof TARGETS)[number];

/** An error of the target becomes this many times one of x̂_0, and of ε̂. */
export function factorsOf(target: Target, bar: number): { x0: number; eps: number } {
  const [signal, noise] = [Math.sqrt(bar), Math.sqrt(1 - bar)];
  if (target === 'v') return { x0: noise, eps: signal };
  return target === 'x0' ? { x0: 1, eps: signal / noise } : { x0: noise / signal, eps: 1 };
}

export const KINDS = ['linear', 'scaled_linear', 'cosine', 'sigmoid'] as const;
export type Kind = (typeof KINDS)[number];
export const TOTAL = 1000;

export class Targets {
  readonly curves = signal<ScheduleCurves | null>(null);
  readonly t = signal(300);
  readonly bar = computed(() => this.curves.value?.alphaBar[this.t.value] ?? null);
  readonly bothEnds = signal<ReadonlySet<string>>(new Set());
  readonly schedules = signal<Readonly<Record<Kind, ScheduleCurves>> | null>(null);

  constructor(private readonly pool: RunPool) {}

  async load(): Promise<ScheduleCurves> {
    const curves = await this.pool.schedule(LESSON_CONFIG.schedule);
    this.curves.value = curves;
    return curves;
  }

  seek(t: number): void {
    this.t.value = t;
    // Where the error of x̂_0 is a tenth of the target's, and where it is ten times that
    const { x0 } = factorsOf('epsilon', this.bar.value ?? 0.5);
    if (x0 < 0.1) this.bothEnds.value = new Set([...this.bothEnds.value, 'early']);
    if (x0 > 10) this.bothEnds.value = new Set([...this.bothEnds.value, 'late']);
  }

  async compare(): Promise<Readonly<Record<Kind, ScheduleCurves>>> {
    const of = (kind: Kind): Promise<ScheduleCurves> => this.pool.schedule({ kind, steps: TOTAL });
    const [linear, scaled, cosine, sigmoid] = await Promise.all([of('linear'), of('scaled_linear'), of('cosine'), of('sigmoid')]);
    this.schedules.value = { linear, scaled_linear: scaled, cosine, sigmoid };
    return this.schedules.value;
  }
}

/** The first t at which less than half of the variance is signal. */
export function halfOf(curves: Pick<ScheduleCurves, 'alphaBar'>): number {
  return curves.alphaBar.findIndex((bar) => bar < 0.5);
}
