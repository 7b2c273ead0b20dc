/** Points on a grid over the stage. Pure. */

/** The stage shows ±EXTENT: data of unit mean square, and noise, lie within. */
export const EXTENT = 3.2;

/** Centres of n × n cells over ±EXTENT, row by row from the top. (n·n) × 2. */
export function cellCentres(n: number): Float32Array {
  const at = (i: number): number => ((i + 0.5) / n) * 2 * EXTENT - EXTENT;
  return Float32Array.from({ length: 2 * n * n }, (_, i) => {
    const cell = i >> 1;
    return i % 2 === 0 ? at(cell % n) : -at(Math.floor(cell / n));
  });
}

/** Lines of the mesh, and how far out they reach: few of N(0, I) lie beyond. */
export const MESH_LINES = 21;
const MESH_REACH = 2.5;

/** The knots of a square net over the noise, row by row. */
export function meshKnots(): Float32Array {
  const at = (i: number): number => (i / (MESH_LINES - 1)) * 2 * MESH_REACH - MESH_REACH;
  return Float32Array.from({ length: 2 * MESH_LINES * MESH_LINES }, (_, i) => {
    const knot = i >> 1;
    return i % 2 === 0 ? at(knot % MESH_LINES) : at(Math.floor(knot / MESH_LINES));
  });
}

/** The length of the difference of two fields at each point. */
export function errorOf(a: Float32Array, b: Float32Array): Float32Array {
  return Float32Array.from({ length: a.length / 2 }, (_, i) =>
    Math.hypot((a[2 * i] ?? 0) - (b[2 * i] ?? 0), (a[2 * i + 1] ?? 0) - (b[2 * i + 1] ?? 0)),
  );
}
