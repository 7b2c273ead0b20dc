/** The npm package: the engine's client, what it speaks, and how a frame's numbers become a picture. */
export { type Pixels, sheet } from '../www/src/draw/pixels';
export { createEngine } from '../www/src/engine/client';
export * from '../www/src/engine/toy';
export * from '../www/src/engine/types';
