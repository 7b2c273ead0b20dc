/** Base of the rooms' stores: effects and tasks that a store begins end with its `dispose`. */
import { effect } from '@preact/signals';

export abstract class Store {
  private readonly ends: (() => void)[] = [];

  /** Runs now, and whenever a signal that it read changes, until the store is disposed of. */
  protected effect(run: () => void): void {
    this.ends.push(effect(run));
  }

  /** What is to be done when the store is disposed of. */
  protected onDispose(end: () => void): void {
    this.ends.push(end);
  }

  /** Ends everything that the store has begun, the last first. It must not be used after. */
  dispose(): void {
    for (const end of this.ends.splice(0).reverse()) end();
  }
}
