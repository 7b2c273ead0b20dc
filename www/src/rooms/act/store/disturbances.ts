/** What the visitor does to the robots and their plane in the midst of a rollout. Pure but for its signals. */
import { signal } from '@preact/signals';
import type { Disturbance, Position, Scene } from '../../../../../pkg/src/types';
import { distance, GOAL_RADIUS } from '../settings';
import type { Both } from './film';

export type Policy = keyof Both<unknown>;
/** What can be taken hold of. */
export type Thing = 'robot' | 'disc' | 'goal';

export interface Disturbed extends Disturbance {
  /** Whose robot is put elsewhere; both where the plane itself is changed, or both robots are. */
  whose?: Policy;
}

/** How near to a robot or a goal a pointer takes hold of it. */
const HOLD = 0.13;

/** The plane as it is before step `step` of a rollout. */
export function sceneAt(first: Scene, all: readonly Disturbed[], step: number): Scene {
  return all.reduce((scene, done) => (done.step <= step && done.scene ? done.scene : scene), first);
}

/** What lies under a place; the robot before the disc, the disc before the goal. */
export function thingAt(place: Position, scene: Scene, robot: Position | null): Thing | null {
  if (robot && distance(place, robot) <= HOLD) return 'robot';
  if (distance(place, scene.disc) <= scene.radius) return 'disc';
  return distance(place, scene.goal) <= Math.max(HOLD, GOAL_RADIUS) ? 'goal' : null;
}

/** A plane with its disc or its goal elsewhere. */
export const moved = (scene: Scene, thing: 'disc' | 'goal', place: Position): Scene => ({ ...scene, [thing]: place });

export class Disturbances {
  readonly list = signal<readonly Disturbed[]>([]);
  /** What is being dragged, and where it is now. */
  readonly held = signal<{ thing: Thing; place: Position; whose: Policy } | null>(null);

  /** One more. What was done later in the rollout is dropped: it was done to robots that went other ways. */
  add(done: Disturbed): void {
    const isSame = (other: Disturbed): boolean =>
      other.step === done.step &&
      (done.scene !== undefined ? other.scene !== undefined : other.robot !== undefined && other.whose === done.whose);
    this.list.value = [...this.list.peek().filter((other) => other.step <= done.step && !isSame(other)), done];
  }

  clear(): void {
    this.list.value = [];
    this.held.value = null;
  }

  /** Those of one policy, as the engine takes them. */
  of(policy: Policy): Disturbance[] {
    return this.list
      .peek()
      .filter(({ whose }) => whose === undefined || whose === policy)
      .map(({ whose: _, ...done }) => done);
  }
}
