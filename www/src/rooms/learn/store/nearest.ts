/** Which of the answers offered is the right one. Pure. */

/** The index of the value that is nearest by its ratio. */
export function nearest(values: readonly number[], to: number): number {
  const away = values.map((value) => Math.abs(Math.log(value / to)));
  return away.indexOf(Math.min(...away));
}
