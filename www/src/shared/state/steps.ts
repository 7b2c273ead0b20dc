/** Stops of the slider for the number of network calls; those above a model's T are left out, T itself is added. */
const STEP_STOPS = [5, 10, 20, 35, 50, 75, 100, 150, 200, 250, 400, 500, 750, 1000] as const;

/** The stops of the steps slider for a model of T steps. */
export function stepStops(total: number): number[] {
  return [...STEP_STOPS.filter((stop) => stop < total), total];
}
