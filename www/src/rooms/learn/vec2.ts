/** A place in the plane, or a noise there: two numbers. Pure. */

export type Vec2 = readonly [number, number];

/** How far two places are apart. */
export const distance = (a: Vec2, b: Vec2): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** A number with the minus sign of print. */
export function signed(value: number | string): string {
  return String(value).replaceAll('-', '−');
}

/** A place as one writes it. */
export const placeWords = ([x, y]: Vec2): string => `(${signed(x.toFixed(2))}, ${signed(y.toFixed(2))})`;
