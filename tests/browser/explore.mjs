import { sources } from './sources.mjs';
import { nodeEngine } from './engine-node.mjs';
globalThis.document = { createElement: () => ({ getContext: () => null }) };
const learn = await sources({ lessons: 'rooms/learn/lessons', bench: 'rooms/learn/store/bench', experiment: 'rooms/learn/store/experiment', en: 'rooms/learn/locales/en', zh:'rooms/learn/locales/zh' });
const engine = await nodeEngine();
const bench = new learn.bench.Bench({ ready: async () => engine });
const en = learn.en.en;
for (const [i, open] of learn.lessons.LESSONS.entries()) {
  const experiments = [];
  const failed = (e) => console.log('FAILED', e);
  const lesson = open({ bench, lit: { value: null }, failed, experiment: (trial) => { const e = new learn.experiment.Experiment(trial, failed, () => {}); e.trial = trial; experiments.push(e); return e; } });
  lesson.enter();
  for (const e of experiments) {
    const t0 = Date.now();
    e.commit(e.form.kind === 'point' ? e.form.start : e.form.kind === 'number' ? e.form.start : 0);
    await e.run();
    const r = e.result.value;
    console.log(`\n== ${i + 1}.${e.id} ${Date.now() - t0} ms right=${e.right.value} fitting=${e.fitting(en)}`);
    console.log(e.check(en));
    console.log(JSON.stringify(r, (k, v) => (v?.length > 12 ? `[${v.length}]` : v)).slice(0, 600));
  }
}
