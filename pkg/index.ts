/** The npm package: the engine's client, and what it speaks. */
export { createEngine } from '../www/src/engine/client';
export * from '../www/src/engine/toy';
export * from '../www/src/engine/types';
