/** "The last call wins": asynchronous work finds out whether it has been overtaken by work begun later. */

/** One piece of work, from its beginning until another begins or it is cancelled. */
export interface Turn {
  /** Whether nothing has been begun, and nothing cancelled, since. To be asked after every `await`. */
  readonly current: boolean;
}

export class LastWins {
  private token = {};

  /** Begins a piece of work: those before it are overtaken. */
  begin(): Turn {
    this.token = {};
    return this.now();
  }

  /** For work that belongs to what was begun last, and ends with it. */
  now(): Turn {
    const mine = this.token;
    const isCurrent = (): boolean => this.token === mine;
    return {
      get current() {
        return isCurrent();
      },
    };
  }

  /** Overtakes what is under way without beginning anything. */
  cancel(): void {
    this.token = {};
  }
}
