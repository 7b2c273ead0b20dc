/** The least loss that any network can reach, that of the exact denoiser of the training data, in intervals of t. */
import { signal } from '@preact/signals';
import { LastWins } from '../../../../../pkg/src/latest';
import type { TrainingRun } from '../../../../../pkg/src/types';
import { STRETCHES } from '../../../shared/state/record';

/** Values of t measured in each interval: the loss is steep where t is small. */
const PER_STRETCH = 3;
const DRAWS = 96;

/** Distinct values of t spread over an interval of 1..=total. */
export function stretchTimes(stretch: number, total: number): number[] {
  const low = (stretch / STRETCHES) * total;
  const width = total / STRETCHES;
  const times = Array.from({ length: PER_STRETCH }, (_, i) => {
    const t = Math.ceil(low + ((i + 0.5) / PER_STRETCH) * width);
    return Math.min(total, Math.max(1, t));
  });
  return [...new Set(times)];
}

export class ExactLossFloor {
  /** Mean ‖ε − ε*‖² a dimension in each interval measured so far. */
  readonly values = signal<readonly number[]>([]);
  private readonly measurements = new LastWins();

  clear(): void {
    this.measurements.cancel();
    this.values.value = [];
  }

  async measure(run: TrainingRun, total: number): Promise<void> {
    this.clear();
    const measurement = this.measurements.now();
    for (let stretch = 0; stretch < STRETCHES; stretch += 1) {
      const { exact } = await run.lossByTime(stretchTimes(stretch, total), DRAWS);
      if (!measurement.current) return;
      const mean = exact.reduce((sum, value) => sum + value, 0) / exact.length;
      this.values.value = [...this.values.value, mean];
    }
  }
}
