import { sources } from './sources.mjs';
import { nodeEngine } from './engine-node.mjs';
globalThis.document = { createElement: () => ({ getContext: () => null }) };
const L = await sources({ bench: 'rooms/learn/store/bench' });
const engine = await nodeEngine();
const { LESSON_CONFIG, LESSON_SOURCE } = L.bench;
const lin = await engine.toySchedule({ kind: 'linear', steps: 1000 });
const cos = await engine.toySchedule({ kind: 'cosine', steps: 1000 });
console.log('abar 250 lin', lin.alphaBar[250], 'cos', cos.alphaBar[250]);
const w = lin.boundWeight; let least = 2; for (let t = 2; t <= 1000; t++) if (w[t] < w[least]) least = t;
console.log('w', w[1], w[2], w[3], w[5], w[10], w[100], 'least', least, w[least], w[1000]);
const run = await engine.toy(LESSON_CONFIG, LESSON_SOURCE);
// item 1
const t = 12, bar = lin.alphaBar[t];
const N = 4000, pts = new Float32Array(2 * (N + 1));
const c = (k) => [1.4 * Math.sqrt(bar) * Math.cos(k * Math.PI / 4), 1.4 * Math.sqrt(bar) * Math.sin(k * Math.PI / 4)];
const [a, b] = [c(0), c(1)];
for (let i = 0; i <= N; i++) { pts[2*i] = a[0] + (b[0]-a[0])*i/N; pts[2*i+1] = a[1] + (b[1]-a[1])*i/N; }
const f = await run.field('distribution', t, pts);
let log = 0, least2 = 0; const way = Math.hypot(b[0]-a[0], b[1]-a[1]); let max=0, at=0;
const u = [(b[0]-a[0])/way, (b[1]-a[1])/way];
for (let i = 0; i <= N; i++) { const s = f.score[2*i]*u[0] + f.score[2*i+1]*u[1]; log += s * way / N; if (log < least2) { least2 = log; at = i/N; } if (Math.abs(s) > max) { max = Math.abs(s); } if (i % 500 === 0) console.log('chord', i/N, 'score along', s.toFixed(3)); }
console.log('way', way, 'barrier log', least2, 'ratio', Math.exp(least2), 'one in', Math.exp(-least2), 'at', at, 'max score', max);
let ms = 0; for (const v of run.data.values) ms += v*v; ms /= run.data.values.length; console.log('ms', ms, 'abar500', lin.alphaBar[500]);
// item 11
for (const stepSize of [0.5, 0.1, 0.02]) {
  const cloud = await run.sample({ eps: 'distribution', sampler: { kind: 'langevin', t: 500, stepSize }, steps: 2000, spacing: 'trailing', count: 10000, seed: 9, keep: 1, start: Float32Array.from({length: 20000}, (_, i) => run.data.values[i%2]) });
  let q = 0; for (const v of cloud.x) q += v*v; console.log('langevin', stepSize, 'sd', Math.sqrt(q / cloud.x.length), 'of', Math.sqrt(lin.alphaBar[500]*ms + 1 - lin.alphaBar[500]));
}
const g = await engine.toy(LESSON_CONFIG, { kind: 'shape', shape: 'gaussian', count: 2000, seed: 1 });
{ const cloud = await g.sample({ eps: 'exact', sampler: { kind: 'langevin', t: 500, stepSize: 0.5 }, steps: 500, spacing: 'trailing', count: 10000, seed: 9, keep: 1 });
  let q = 0; for (const v of cloud.x) q += v*v; console.log('langevin on N(0,I) sd', Math.sqrt(q / cloud.x.length)); }
// item 12
let seed = 1; const rnd = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
const grid = await engine.toy(LESSON_CONFIG, { kind: 'points', dims: 2, values: Float32Array.from({ length: 8000 }, () => 4*rnd()-2) });
console.log('memorised uniform inside', await grid.memorised(Float32Array.from({ length: 20000 }, () => 2.4*rnd()-1.2)));
const few = await engine.toy(LESSON_CONFIG, { kind: 'points', dims: 2, values: (await engine.toyData({ kind: 'shape', shape: 'two_moons', count: 12, seed: 4 })).values });
for (const r of [1, 1.5, 2, 3]) console.log('few, in ±', r, await few.memorised(Float32Array.from({ length: 20000 }, () => r*(2*rnd()-1))));
// item 15
console.log('left of start at 500', Math.sqrt(lin.alphaBar[1000]/lin.alphaBar[500]), 'at 750', Math.sqrt(lin.alphaBar[1000]/lin.alphaBar[750]));
// item 8
for (const T of [250, 1000]) { const s = await engine.toySchedule({kind:'linear', steps:T}); const B = s.alphaBar[T]; let kl=0, mi=0; const gs=(x,m,v)=>Math.exp(-((x-m)**2)/(2*v))/Math.sqrt(2*Math.PI*v); const dx=1e-3; for (let x=-9;x<9;x+=dx){ const p=gs(x,Math.sqrt(B),1-B), q=gs(x,-Math.sqrt(B),1-B), m=(p+q)/2; if(m>0) kl+=m*Math.log(m/gs(x,0,1))*dx; if (p>0) mi+=p*Math.log(p/m)*dx;} console.log(T,'prior', s.priorKl, 'marginal', kl, 'mi', mi, 'sum', kl+mi); }
