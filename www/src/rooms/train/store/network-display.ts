/** Keeps samples, layers of the stage and measured distances up to date with the network, while it trains and when it rests. */
import type { ReadonlySignal } from '@preact/signals';
import type { TrainingRun } from '../../../../../pkg/src/types';
import { Latest, Pace } from '../../../shared/state/pace';
import type { TrainSettings } from '../settings';
import type { Overlays } from './overlays';
import { momentOf, type SamplesStore } from './samples';
import type { Trainer } from './trainer';

export class NetworkDisplay {
  private readonly samplePace = new Pace(350, 0.3);
  private readonly distancePace = new Pace(1000, 0.08);
  private readonly keepPace = new Pace(10_000, 0.05);
  private readonly latest;

  constructor(
    private readonly settings: ReadonlySignal<TrainSettings>,
    private readonly trainer: Trainer,
    private readonly samples: SamplesStore,
    private readonly overlays: Overlays,
    private readonly keepRun: () => Promise<void>,
    failed: (error: unknown) => void,
  ) {
    this.latest = new Latest(failed);
  }

  /** Samples, distances and layers of the network as it is now, while nothing trains. */
  settle(keepIt = true): void {
    this.latest.ask(async () => {
      const run = this.trainer.run.value;
      if (!run) return;
      await this.samples.refresh(run, this.settings.value);
      this.relayer();
      await this.measure(run);
      if (keepIt) await this.keepRun();
    });
  }

  /** New samples: settings of the sampler have changed. */
  resample(): void {
    this.samples.invalidate();
    if (this.trainer.phase.value === 'training') this.samplePace.hurry();
    else {
      this.latest.ask(async () => {
        const run = this.trainer.run.value;
        if (run) await this.samples.refresh(run, this.settings.value);
      });
    }
  }

  /** The layers anew, with the samples that there are. */
  relayer(): void {
    const run = this.trainer.run.value;
    if (run) this.overlays.refresh(run, this.settings.value, this.samples.t.value);
  }

  /** Between two slices of training. */
  async beside(run: TrainingRun): Promise<void> {
    if (this.samplePace.due()) {
      await this.samplePace.take(async () => {
        await this.samples.refresh(run, this.settings.value);
        await this.overlays.beside(run, this.settings.value, this.samples.t.value);
      });
      if (this.distancePace.due()) await this.distancePace.take(() => this.measure(run));
    } else if (this.keepPace.due()) await this.keepPace.take(() => this.keepRun());
  }

  /** Measures the distance of the samples shown from the data and records it. */
  private async measure(run: TrainingRun): Promise<void> {
    const shown = this.samples.shown.value;
    const record = this.trainer.record.value;
    const { step } = record;
    // Samples of the exact denoiser say nothing about the network
    if (!shown || this.settings.value.exactSamples || shown.dims !== run.data.dims) return;
    if (record.distances.at(-1)?.step === step) return;
    const last = momentOf(shown, shown.cloud.times.length - 1).slice();
    const { samples, data } = await run.distances(last);
    if (record !== this.trainer.record.value) return;
    record.addDistances({ step, samples, data });
    this.trainer.noted();
  }
}
