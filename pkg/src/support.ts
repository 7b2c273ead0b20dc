/** What the browser must support, checked before anything is fetched. */
import { EngineError } from './types';

/** A module of one function that uses a SIMD instruction: (func (result v128) (i8x16.popcnt (i8x16.splat (i32.const 0)))). */
const SIMD = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
  ...[10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
);

/** The same of relaxed SIMD: (func (param v128 v128 v128) (result v128) (f32x4.relaxed_madd 0 1 2)). */
const RELAXED_SIMD = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 8, 1, 96, 3, 123, 123, 123, 1, 123, 3, 2, 1, 0],
  ...[10, 13, 1, 11, 0, 32, 0, 32, 1, 32, 2, 253, 133, 2, 11],
);

/** Whether this browser can run the CPU module with relaxed SIMD, which multiplies and adds in one instruction. */
export function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(RELAXED_SIMD);
}

/** Throws `unsupported` where the browser cannot run the CPU module. Module workers show only when one is started. */
export function requireSupport(): void {
  if (typeof WebAssembly !== 'object') throw new EngineError('unsupported', 'no WebAssembly in this browser');
  if (!WebAssembly.validate(SIMD)) throw new EngineError('unsupported', 'no WebAssembly SIMD in this browser');
}
