/** Algorithm 2 on one picture of a pretrained model, pulled step by step, and one of its pixels with all its numbers. */
import { computed, signal } from '@preact/signals';
import { LastWins } from '../../../../../../../pkg/src/latest';
import type { Frame, ImageShape, SamplerRun, ScheduleCurves } from '../../../../../../../pkg/src/types';
import type { EngineHost } from '../../../../../shared/state/engine-host';
import type { ModelName } from '../../../../../shared/state/names';
import { ReverseProgram, type ReverseValues } from './reverse';
import type { Settings } from './settings';
import type { Stepper } from './stepper';

interface Opened {
  shape: ImageShape;
  curves: ScheduleCurves;
  program: ReverseProgram;
}

export class Pictures {
  readonly opened = signal<Opened | null>(null);
  /** Every frame so far: a run is short, and any moment of it may be jumped to. */
  readonly frames = signal<readonly Frame[]>([]);
  readonly values = computed<ReverseValues | null>(() => {
    const opened = this.opened.value;
    if (!opened) return null;
    const frame = this.frames.value[Math.min(opened.program.step(this.stepper.place.value), opened.program.steps - 1)];
    const { column, row } = this.pixel();
    return frame ? pixelOf(frame, opened.shape, column - 1, row - 1) : null;
  });
  private run: SamplerRun | null = null;
  private pulling: Promise<unknown> = Promise.resolve();
  private readonly openings = new LastWins();

  constructor(
    private readonly host: EngineHost,
    private readonly stepper: Stepper,
    private readonly settings: () => Settings,
  ) {}

  /** The pixel that is followed, kept within the picture. */
  pixel(): { column: number; row: number } {
    const { column, row } = this.settings();
    const { width, height } = this.opened.value?.shape ?? { width: column, height: row };
    return { column: Math.min(column, width), row: Math.min(row, height) };
  }

  async open(settings: Settings, place: (program: ReverseProgram) => number): Promise<void> {
    this.forget();
    const opening = this.openings.now();
    const name: ModelName = settings.model;
    const { engine, info } = await this.host.withModel(name);
    const { image, attributes } = info.card.network;
    const [curves, run] = await Promise.all([
      engine.schedule({ kind: info.card.schedule, steps: info.card.steps }),
      engine.sampler({
        sampler: { kind: 'ddpm', variance: settings.variance },
        ...{ steps: settings.steps, spacing: 'trailing', seed: settings.seed, guidance: 0, clip: settings.clip },
        count: 1,
        conditions: [attributes.map(() => null)],
      }),
    ]);
    if (!opening.current) {
      run.cancel();
      return;
    }
    this.run = run;
    const program = new ReverseProgram(run.times, (step) => this.computed(step));
    if (!(await this.computed(0)) || !opening.current) return;
    this.opened.value = { shape: image, curves, program };
    this.stepper.take(program, place(program));
  }

  /** Gives up what is being opened; what is open stays. */
  cancel(): void {
    if (this.opened.value === null) this.forget();
  }

  forget(): void {
    this.openings.cancel();
    this.run?.cancel();
    this.run = null;
    this.pulling = Promise.resolve();
    this.opened.value = null;
    this.frames.value = [];
  }

  /** x_T of the pixel that is followed. */
  first(): readonly number[] {
    const [opened, frame, { column, row }] = [this.opened.value, this.frames.value[0], this.pixel()];
    return (opened && frame && pixelOf(frame, opened.shape, column - 1, row - 1)?.xt) ?? [];
  }

  /** The numbers of a whole picture at a moment: x_t, what is believed of it, and where the step leads. */
  frame(step: number): Frame | null {
    return this.frames.value[step] ?? null;
  }

  /** Pulls frames until that of a step is there. One at a time; concurrent calls wait for one another. */
  private computed(step: number): boolean | Promise<boolean> {
    if (step < this.frames.value.length) return true;
    const { run } = this;
    const opening = this.openings.now();
    const work = async (): Promise<boolean> => {
      while (opening.current && run && this.frames.value.length <= step) {
        const frame = await run.next();
        if (!opening.current) return false;
        if (!frame) return false;
        this.frames.value = [...this.frames.value, frame];
      }
      return opening.current;
    };
    const next = this.pulling.then(work);
    this.pulling = next.catch(() => undefined);
    return next;
  }
}

/** x after a step: the mean, and σ times the noise. */
export function after({ mean, noise, sigma, x_t }: Frame): Float32Array {
  return mean ? mean.map((value, i) => value + sigma * (noise?.[i] ?? 0)) : x_t;
}

/** A pixel of a picture, a number a channel; counted from 0. */
export function pixelIn(values: Float32Array, { width, channels }: ImageShape, column: number, row: number): number[] {
  const from = (row * width + column) * channels;
  return [...values.subarray(from, from + channels)];
}

/** One pixel's numbers of a step; null for the finished picture, with which no step begins. */
function pixelOf(frame: Frame, shape: ImageShape, column: number, row: number): ReverseValues | null {
  const { t, tNext, sigma, x_t, x0_hat, eps_hat, mean, noise } = frame;
  if (tNext === null || !x0_hat || !eps_hat || !mean) return null;
  const of = (values: Float32Array): number[] => pixelIn(values, shape, column, row);
  const z = noise && noise.length > 0 ? of(noise) : new Array<number>(shape.channels).fill(0);
  const next = of(mean).map((value, i) => value + sigma * (z[i] ?? 0));
  return { t, tNext, sigma, xt: of(x_t), eps: of(eps_hat), x0: of(x0_hat), mean: of(mean), z, next };
}
