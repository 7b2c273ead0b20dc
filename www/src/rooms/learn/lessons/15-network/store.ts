/** Lesson 15: the picture models' networks by their cards, and what a network makes of the same x at another t. */
import { computed, signal } from '@preact/signals';
import type { ModelCard, TrainingRun } from '../../../../../../pkg/src/types';
import { modelFile } from '../../../../shared/state/files';
import type { Report } from '../../../../shared/state/job';
import type { ModelName } from '../../../../shared/state/names';
import type { RunPool } from '../../store/run-pool';
import type { Vec2 } from '../../vec2';
import { embeddingParameters, type Layer, layersOf } from './layers';

/** The same x, at these times. */
export const PLACE: Vec2 = [1.2, 0.8];
export const TIMES = [50, 500, 950] as const;

export interface Answers {
  /** ε̂ of the trained network at each of TIMES. */
  eps: readonly Vec2[];
  steps: number;
}

export class Network {
  readonly model = signal<ModelName>('avatars');
  private readonly cards = signal<Partial<Record<ModelName, ModelCard>>>({});
  readonly card = computed<ModelCard | null>(() => this.cards.value[this.model.value] ?? null);
  readonly layers = computed<readonly Layer[]>(() => (this.card.value ? layersOf(this.card.value.network) : []));
  readonly parameters = computed(() => {
    const card = this.card.value;
    return card ? this.layers.value.reduce((sum, { parameters }) => sum + parameters, embeddingParameters(card.network)) : 0;
  });
  /** Which layer is looked at. */
  readonly at = signal(0);
  readonly t = signal(500);
  readonly other = signal(520);
  /** The layers on both sides of the middle have been looked at. */
  private readonly seen = signal<ReadonlySet<string>>(new Set());
  readonly walked = computed(() => this.seen.value.has('attention') && this.seen.value.has('out'));

  constructor(private readonly pool: RunPool) {}

  async load(name: ModelName = this.model.value): Promise<ModelCard> {
    const before = this.cards.value[name];
    if (before) return before;
    // A file of the page's own, which its build has checked
    const card = JSON.parse(new TextDecoder().decode(await modelFile(`${name}.json`))) as ModelCard;
    this.cards.value = { ...this.cards.value, [name]: card };
    return card;
  }

  choose(name: ModelName): void {
    this.model.value = name;
    this.at.value = 0;
  }

  look(at: number): void {
    this.at.value = at;
    const kind = this.layers.value[at]?.kind;
    if (kind) this.seen.value = new Set([...this.seen.value, kind]);
  }

  /** What the lessons' network says of one x at several times, once it is trained. */
  async answers(report: Report<Answers>): Promise<Answers | null> {
    const run = await this.pool.trained(report, 0.9);
    if (!run) return null;
    const eps: Vec2[] = [];
    for (const t of TIMES) eps.push(await this.ask(run, t));
    return report.wanted() ? { eps, steps: this.pool.stepsOf(run) } : null;
  }

  private async ask(run: TrainingRun, t: number): Promise<Vec2> {
    const { eps_hat } = await run.field('network', t, Float32Array.from(PLACE));
    return [eps_hat[0] ?? 0, eps_hat[1] ?? 0];
  }
}
