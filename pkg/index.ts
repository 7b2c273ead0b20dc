/** The npm package: the engine's client, what it speaks, and how a frame's numbers become a picture. */

export { createEngine } from './src/client';
export * from './src/names';
export { type Pixels, sheet } from './src/pixels';
export { hasRelaxedSimd } from './src/support';
export * from './src/types';
