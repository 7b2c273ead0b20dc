/** Limits how often work is done beside training: by an interval, and by the share of time that the work may take. */

export class Pace {
  private cost = 0;
  private ended = -Infinity;

  constructor(
    /** Milliseconds between two times at least. */
    private readonly interval: number,
    /** The share of the time that the work may take at most. */
    private readonly share: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  due(): boolean {
    const rest = Math.max(this.interval, this.cost / this.share - this.cost);
    return this.now() - this.ended >= rest;
  }

  /** Does the work and notes how long it took. */
  async take(work: () => Promise<void>): Promise<void> {
    const begun = this.now();
    await work();
    this.ended = this.now();
    this.cost = this.ended - begun;
  }

  /** Due at once. */
  hurry(): void {
    this.ended = -Infinity;
  }
}

/** One piece of work at a time, and of those asked for meanwhile only the last. */
export class Latest {
  private running = false;
  private waiting: (() => Promise<void>) | null = null;

  constructor(private readonly failed: (error: unknown) => void) {}

  ask(work: () => Promise<void>): void {
    this.waiting = work;
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting !== null) {
      const work = this.waiting;
      this.waiting = null;
      try {
        await work();
      } catch (error) {
        this.failed(error);
      }
    }
    this.running = false;
  }
}
