import type { ComponentChildren } from 'preact';
import { classroom } from '../state/classroom';
import type { ControlName } from '../state/controls';

/** What a teacher may hide. Of several names: a group that is there as long as one of its controls is. */
export function Control({ name, children }: { name: ControlName | readonly ControlName[]; children: ComponentChildren }) {
  const names: readonly ControlName[] = typeof name === 'string' ? [name] : name;
  return names.some((one) => classroom.shows(one)) ? children : null;
}
