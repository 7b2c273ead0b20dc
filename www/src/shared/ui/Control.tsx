import type { ComponentChildren } from 'preact';
import { classroom } from '../state/classroom';
import type { ControlName } from '../state/controls';

/** A control that a link can hide. With several names: shown while one of them is. */
export function Control({ name, children }: { name: ControlName | readonly ControlName[]; children: ComponentChildren }) {
  const names: readonly ControlName[] = typeof name === 'string' ? [name] : name;
  return names.some((one) => classroom.shows(one)) ? children : null;
}
