// Our matrix product against two crates in WebAssembly with 128-bit vectors, in node, on one thread:
//   cargo build --release --target wasm32-unknown-unknown --example matmul-wasm
//   node benches/matmul/wasm.mjs [FILE]
// Prints the median and the fastest time of each, in microseconds, and how many times as long as ours the crates take.
import { readFileSync } from 'node:fs';

const built = new URL('../../target/wasm32-unknown-unknown/release/examples/matmul_wasm.wasm', import.meta.url);
const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2] ?? built));
const { memory, cases, ways, name_start, name_length, size, prepare, compute } = instance.exports;

const ROUNDS = 25;
const name = (isWay, i) => new TextDecoder().decode(new Uint8Array(memory.buffer, name_start(isWay, i), name_length(isWay, i)));
const WAYS = Array.from({ length: ways() }, (_, way) => name(1, way));

const milliseconds = (way, times) => {
  const begun = performance.now();
  compute(way, times);
  return performance.now() - begun;
};

for (let i = 0; i < cases(); i++) {
  prepare(i);
  // Long enough for the optimising compiler to have taken over, and to know how many products last 4 ms.
  const times = WAYS.map((_, way) => {
    milliseconds(way, 50);
    const began = performance.now();
    let count = 0;
    while (performance.now() - began < 150) {
      compute(way, 10);
      count += 10;
    }
    return Math.max(1, Math.round((count * 4) / 150));
  });
  // In turn, so that what else the machine does meets all of them alike.
  const taken = WAYS.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    taken.forEach((all, way) => {
      all.push((milliseconds(way, times[way]) / times[way]) * 1000);
    });
  }
  const sorted = taken.map((all) => all.toSorted((a, b) => a - b));
  const [median, fastest] = [sorted.map((all) => all[ROUNDS >> 1]), sorted.map((all) => all[0])];
  console.log(`${name(0, i)}, ${[0, 1, 2].map((which) => size(i, which)).join('x')}`);
  WAYS.forEach((way, w) => {
    const [m, f] = [median[w], fastest[w]].map((us) => us.toFixed(2).padStart(9));
    console.log(
      `  ${way.padEnd(31)}${m} us  (fastest ${f})  ${(median[w] / median[0]).toFixed(2)} (${(fastest[w] / fastest[0]).toFixed(2)})`,
    );
  });
}
