/** The point whose numbers stand in the formulas: a training point of the lessons' network, with its noise. */
import { computed, signal } from '@preact/signals';
import { Job } from '../../../shared/state/job';
import { Latest } from '../../../shared/state/pace';
import type { Specimen } from '../notation/numbers';
import { LESSON_CONFIG, LESSON_SOURCE, type RunPool } from './run-pool';

const FIRST_T = 400;
const SEED = 901;

export class ExamplePoint {
  readonly t = signal(FIRST_T);
  /** Which point, and which noise. */
  readonly draw = signal(0);
  readonly specimen = signal<Specimen | null>(null);
  readonly total = computed(() => (this.specimen.value?.course.alphaBar.length ?? 1) - 1);
  /** Steps that the network has been trained for whose word stands in the formulas. */
  readonly steps = signal(0);
  readonly training: Job<number>;
  private readonly latest;

  constructor(
    private readonly pool: RunPool,
    failed: (error: unknown) => void,
  ) {
    this.latest = new Latest(failed);
    this.training = new Job(failed);
  }

  /** Shows the numbers there are, and teaches the network where it has learnt nothing yet. */
  begin(): void {
    this.refresh();
    if (this.training.phase.peek() !== 'idle') return;
    void this.training.run(async (report) => {
      if ((await this.pool.trained(report, 1)) === null) return;
      report.tell(1, 1);
      this.refresh();
    });
  }

  seek(t: number): void {
    this.t.value = t;
    this.refresh();
  }

  another(): void {
    this.draw.value += 1;
    this.refresh();
  }

  private refresh(): void {
    this.latest.ask(async () => {
      const run = await this.pool.run('lesson', LESSON_CONFIG, LESSON_SOURCE);
      const course = await this.pool.schedule(LESSON_CONFIG.schedule);
      const { dims, values } = run.data;
      const i = this.draw.value % (values.length / dims);
      const x0 = [...values.subarray(i * dims, (i + 1) * dims)];
      const noise = await this.pool.noise(3 * dims, SEED + this.draw.value);
      const [eps, omega, z] = [0, 1, 2].map((k) => [...noise.subarray(k * dims, (k + 1) * dims)]);
      const t = this.t.value;
      const bar = course.alphaBar[t] ?? 1;
      const xt = x0.map((x, k) => Math.sqrt(bar) * x + Math.sqrt(1 - bar) * (eps?.[k] ?? 0));
      const field = await run.field('network', t, Float32Array.from(xt));
      this.steps.value = this.pool.stepsOf(run);
      this.specimen.value = { course, t, x0, eps, omega, z, epsHat: [...field.eps_hat] };
    });
  }
}
