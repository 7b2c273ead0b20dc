// What room Learn is made of below its views: addresses, progress, texts, notations, and the arithmetic of the lessons. No browser.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sources } from './sources.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const katex = createRequire(join(root, 'www/package.json'))('katex');

const learn = await sources({
  settings: 'rooms/learn/settings',
  progress: 'rooms/learn/store/progress',
  experiment: 'rooms/learn/store/experiment',
  rich: 'rooms/learn/rich',
  symbols: 'shared/notation/symbols',
  numbers: 'rooms/learn/notation/numbers',
  formulas: 'rooms/learn/notation/formulas',
  watch: 'rooms/watch/formulas',
  rotation: 'rooms/learn/lessons/08-variance/rotation',
  train: 'rooms/train/formulas',
  en: 'rooms/learn/locales/en',
  zh: 'rooms/learn/locales/zh',
  histogram: 'rooms/learn/draw/histogram',
  moments: 'rooms/learn/store/moments',
  s02: 'rooms/learn/lessons/02-reparameterization/store',
  s03: 'rooms/learn/lessons/03-forward/store',
  s04: 'rooms/learn/lessons/04-posterior/store',
  s05: 'rooms/learn/lessons/05-reverse/store',
  s06: 'rooms/learn/store/bound',
  s09: 'rooms/learn/lessons/09-langevin/store',
  exact: 'rooms/learn/store/exact',
  clouds: 'rooms/learn/store/clouds',
  walk: 'rooms/learn/store/walk',
});

/** Deterministic standard normal numbers, by Box and Muller from a multiplicative generator. */
function normals(count, seed = 1) {
  let state = seed;
  const uniform = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  return Float32Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()));
}

/** Ho et al.'s linear schedule, reckoned here. */
function schedule(steps, low = 1e-4, high = 0.02) {
  const beta = Float64Array.from({ length: steps + 1 }, (_, t) => (t === 0 ? 0 : low + ((high - low) * (t - 1)) / Math.max(1, steps - 1)));
  const alphaBar = new Float64Array(steps + 1).fill(1);
  for (let t = 1; t <= steps; t += 1) alphaBar[t] = alphaBar[t - 1] * (1 - beta[t]);
  return { beta, alphaBar };
}

const near = (actual, expected, tolerance, what = '') =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} to within ${tolerance}`);

describe('the address', () => {
  const parsed = (query) => learn.settings.parseSettings(new URLSearchParams(query));

  test('names a lesson, its part and a notation, and comes back as it was written', () => {
    for (const [at, page] of learn.settings.PAGES.entries()) {
      for (const notation of learn.symbols.NOTATIONS) {
        const settings = { page, notation, numbers: notation === 'su', scene: (at % 9) + 1 };
        const query = new URLSearchParams('utm=x');
        learn.settings.writeSettings(settings, query);
        assert.deepEqual(parsed(query), { settings, problems: [] });
        learn.settings.eraseSettings(query);
        assert.equal(query.toString(), 'utm=x');
      }
    }
  });

  for (const lesson of ['0', '17', '6c', '-1', '3.0', '03', '１', '<script>', 'constructor', '__proto__', '', 'x'.repeat(10_000)]) {
    test(`lesson=${lesson.slice(0, 20)} is told, and the first lesson opened`, () => {
      const { settings, problems } = parsed(new URLSearchParams({ lesson }));
      assert.deepEqual(settings, learn.settings.DEFAULTS);
      assert.equal(problems.length, 1);
      assert.ok(problems[0].asked.length <= 24);
    });
  }
});

describe('progress', () => {
  const { parseProgress } = { parseProgress: (text) => learn.progress.parseProgress(text) };

  test('is read as it was written', () => {
    assert.deepEqual([...parseProgress('["3.walk","10.ends"]')], ['3.walk', '10.ends']);
  });

  for (const text of [null, '', 'null', '{}', '[', '"3.walk"', '[1,null,{}]', '["<b>","3.","walk","999.walk"]', `["${'x'.repeat(1e6)}"]`]) {
    test(`${String(text).slice(0, 30)} gives nothing, and no error`, () => assert.equal(parseProgress(text).size, 0));
  }

  test('lasts without a storage', () => {
    // Node has none that is not asked for
    const progress = new learn.progress.Progress();
    progress.mark(3, 'walk');
    progress.mark(3, 'walk');
    assert.ok(progress.has(3, 'walk') && !progress.has(4, 'walk'));
    progress.clear();
    assert.equal(progress.done.value.size, 0);
  });
});

describe('an experiment', () => {
  const made = (work, form = { kind: 'choice' }) => {
    const seen = { tested: 0, errors: [], runs: 0 };
    const experiment = new learn.experiment.Experiment(
      {
        ...{ id: 'x', form, question: () => 'q', options: () => ['a', 'b'] },
        work: async (report) => {
          seen.runs += 1;
          await work(report);
        },
        fits: (answer, result) => answer === result,
        check: (_, result) => `it is ${result}`,
      },
      (error) => seen.errors.push(error),
      () => {
        seen.tested += 1;
      },
    );
    return { experiment, seen };
  };

  test('is not run before something was predicted', async () => {
    const { experiment, seen } = made(async ({ tell }) => tell(1, 1));
    await experiment.run();
    assert.deepEqual([seen.runs, experiment.right.value, experiment.check({})], [0, null, null]);
  });

  test('a prediction stands once it is committed, and is compared with what was computed', async () => {
    const { experiment, seen } = made(async ({ tell }) => tell(1, 1));
    experiment.commit(0);
    experiment.commit(1);
    assert.equal(experiment.answer.value, 0);
    await experiment.run();
    assert.deepEqual([experiment.right.value, experiment.check({}), seen.tested], [false, 'it is 1', 1]);
    experiment.again();
    assert.deepEqual([experiment.answer.value, experiment.right.value], [null, null]);
    experiment.commit(1);
    await experiment.run();
    assert.equal(experiment.right.value, true);
  });

  test('that asks for a place compares it with what was computed by its distance, and takes nothing else for an answer', async () => {
    const form = { kind: 'point', start: [0, 0], within: 0.5, colour: 'ink', truth: (result) => [result, 0], paint() {}, label: () => '' };
    const { experiment } = made(async ({ tell }) => tell(1, 1), form);
    const words = { experiment: { away: (distance, within) => `${distance} of ${within}` } };
    experiment.commit(1);
    experiment.commit([Number.NaN, 0]);
    assert.equal(experiment.answer.value, null);
    experiment.place(1.304, 0.4);
    assert.deepEqual(experiment.mark.value, [1.3, 0.4]);
    experiment.commit(experiment.mark.value);
    experiment.place(0, 0);
    assert.deepEqual([experiment.mark.value, experiment.truth.value], [[1.3, 0.4], null]);
    await experiment.run();
    assert.deepEqual([experiment.truth.value, experiment.right.value], [[1, 0], true]);
    assert.equal(experiment.check(words), 'it is 1 0.500 of 0.500');
    experiment.again();
    experiment.commit([1.4, 0.4]);
    await experiment.run();
    assert.equal(experiment.right.value, false);
  });

  test('that fails has no verdict', async () => {
    const { experiment, seen } = made(async () => {
      throw new Error('no engine');
    });
    experiment.commit(0);
    await experiment.run();
    assert.deepEqual([experiment.right.value, seen.tested, seen.errors.length], [null, 0, 1]);
  });
});

describe('the texts', () => {
  /** Every string of a dictionary, with its place; functions are called with stand-ins. */
  function* strings(value, path = '') {
    if (typeof value === 'string') yield [path, value];
    else if (typeof value === 'function') yield [path, value(...standIns)];
    else for (const [key, inner] of Object.entries(value)) yield* strings(inner, `${path}.${key}`);
  }
  // As a figure it prints, and as a list of figures it has what is asked of it
  const standIns = Array.from({ length: 8 }, () => [
    ['1', '1'],
    ['1', '1'],
    ['1', '1'],
  ]);

  test('have no mark that means nothing', () => {
    for (const dictionary of [learn.en.en, learn.zh.zh]) {
      for (const [path, text] of strings(dictionary)) {
        for (const piece of learn.rich.pieces(text)) {
          if (piece.kind === 'words') assert.doesNotMatch(piece.words, /\{[a-zA-Z]\w*\}|\[\w+\|/, `${path}: ${piece.words}`);
        }
      }
    }
  });

  test('speak of the same symbols and parts in both languages', () => {
    const marks = (text) => {
      const found = new Set();
      const walk = (pieces) => {
        for (const piece of pieces) {
          if (piece.kind === 'part') {
            found.add(`[${piece.part}]`);
            walk(piece.words);
          }
        }
      };
      walk(learn.rich.pieces(text));
      return [...found].sort();
    };
    const english = new Map(strings(learn.en.en));
    for (const [path, text] of strings(learn.zh.zh)) assert.deepEqual(marks(text), marks(english.get(path) ?? ''), path);
  });

  test('speak only of parts that a stage has', async () => {
    let code = '';
    const room = join(root, 'www/src/rooms/learn');
    const lessons = await readdir(join(room, 'lessons'));
    for (const folder of ['store', ...lessons.map((name) => join('lessons', name))]) {
      const path = join(room, folder);
      // What a lesson says is not what its stage has
      const names = (await readdir(path)).filter((name) => !['lesson.tsx', 'en.ts', 'zh.ts'].includes(name));
      for (const name of names) code += await readFile(join(path, name), 'utf8');
    }
    const parts = new Set([...JSON.stringify([...strings(learn.en.en)]).matchAll(/\[(\w+)\|/g)].map(([, part]) => part));
    for (const part of parts) assert.ok(code.includes(`'${part}'`) || code.includes(`part="${part}"`), `no stage lights ${part}`);
    assert.ok(parts.size > 30);
  });
});

describe('the notations', () => {
  test('every formula is set in every notation without an error', () => {
    const { INLINE, ...formulas } = learn.formulas;
    let count = 0;
    for (const name of learn.symbols.NOTATIONS) {
      const table = learn.symbols.TABLES[name];
      for (const [key, formula] of Object.entries({ ...formulas, ...INLINE })) {
        const html = katex.renderToString(formula(table), { throwOnError: true, strict: 'ignore', trust: true });
        assert.ok(!formula(table).includes('undefined'), `${key} in ${name}`);
        assert.ok(html.includes('katex'));
        count += 1;
      }
    }
    assert.ok(count > 250);
  });

  test('hold in the other rooms, too: every formula there is set in every notation', () => {
    const { loss, ...lines } = learn.train;
    for (const [name, table] of Object.entries(learn.symbols.TABLES)) {
      const texs = [
        ...Object.values(lines).map((line) => line(table)),
        ...['epsilon', 'x0', 'v'].flatMap((target) => [true, false].map((weighted) => loss(target, weighted, table))),
        ...['ddpm', 'ddim', 'forward'].flatMap((sampler) => [true, false].map((every) => learn.watch.formula(sampler, every, table))),
      ];
      for (const tex of texs) {
        assert.ok(!tex.includes('undefined'), `${name}: ${tex}`);
        katex.renderToString(tex, { throwOnError: true, strict: 'ignore', trust: true });
      }
      // A leap over several times does not end at t − 1
      assert.ok(!learn.watch.formula('ddim', false, table).includes('t-1'), name);
    }
  });

  test('differ where the traditions differ', () => {
    const jumps = learn.symbols.NOTATIONS.map((name) => learn.formulas.jump(learn.symbols.TABLES[name]));
    assert.equal(new Set(jumps).size, jumps.length);
    // What Ho writes as a root, Su writes without
    assert.ok(jumps[0].includes('\\sqrt{\\bar\\alpha_t}') && !jumps[1].includes('\\sqrt'));
    assert.ok(jumps[2].includes('alpha\\_prod\\_t') && jumps[3].includes('s_t\\sigma_t'));
  });

  test('every formula of the chain is another in Su Jianlin’s notation and in diffusers', () => {
    const { INLINE, ...formulas } = learn.formulas;
    const { ho, su, diffusers } = learn.symbols.TABLES;
    // Section 2 knows no chain; its μ, σ and z are everybody's, and so is what lesson 16 has of a robot
    const common = ['reparameterized', 'pathGradient', 'scoreGradient', 'actionStep', 'cloning'];
    const same = (table) => Object.entries(formulas).filter(([, formula]) => formula(table) === formula(ho));
    assert.deepEqual(
      same(su)
        .map(([name]) => name)
        .sort(),
      [...common, 'drawTime'].sort(),
    );
    assert.deepEqual(
      same(diffusers)
        .map(([name]) => name)
        .sort(),
      [...common].sort(),
    );
    assert.ok(INLINE.epsTheta(su) !== INLINE.epsTheta(ho));
    assert.ok(formulas.drawTime(diffusers).includes('0,\\dots,T-1'), 'diffusers counts from 0');
    assert.ok(formulas.guided(diffusers).includes('guidance\\_scale'));
  });

  test('Su Jianlin’s network predicts the noise of one step: what Ho calls ε_θ is β̄/β times it', () => {
    const { su } = learn.symbols.TABLES;
    const plain = (formula) =>
      formula(su)
        .replaceAll(/\\htmlClass\{[a-z-]+\}|\\boldsymbol/g, '')
        .replaceAll(/[{}]/g, '');
    const network = '\\epsilon_\\theta(x_t,t)';
    assert.ok(plain(learn.formulas.reverseStep).includes(`x_t - \\beta_t\\,${network}`), plain(learn.formulas.reverseStep));
    assert.ok(plain(learn.formulas.simple).includes(`\\tfrac\\bar\\beta_t\\beta_t${network}`), plain(learn.formulas.simple));
    assert.ok(plain(learn.formulas.oneNoiseLoss).includes(`\\varepsilon_t - ${network}`), plain(learn.formulas.oneNoiseLoss));
    // The merged noise, that of the steps before and that of the step are three things
    const merged = plain(learn.formulas.merged);
    for (const symbol of ['\\varepsilon =', '\\bar\\varepsilon_t-1', '\\varepsilon_t'])
      assert.ok(merged.includes(symbol), `${symbol}: ${merged}`);
  });

  test('the score is the noised data’s, and what the network says of it an estimate', () => {
    for (const table of Object.values(learn.symbols.TABLES)) {
      const tex = learn.formulas.scoreOfEps(table);
      assert.ok(tex.includes('\\approx') && tex.includes('\\log q('), tex);
    }
  });

  test('a sum that is a factor gets parentheses, a fraction’s own does not', () => {
    const mean = learn.formulas.posteriorMean(learn.symbols.TABLES.ho);
    assert.ok(mean.includes('\\bigl(1-\\bar\\alpha_{t-1}\\bigr)') && mean.includes('{1-\\bar\\alpha_t}'));
    assert.ok(!learn.formulas.posteriorMean(learn.symbols.TABLES.su).includes('\\bigl('));
  });
});

describe('numbers in place of symbols', () => {
  /** A point of three coordinates at a time of a chain of forty, with all of its noise. */
  const specimen = (t) => ({
    course: schedule(40, 0.004, 0.3),
    t,
    ...Object.fromEntries(['x0', 'eps', 'omega', 'epsHat', 'z'].map((name, i) => [name, [...normals(3, 3 + 7 * i)]])),
  });
  const sum = (...terms) => terms[0][1].map((_, i) => terms.reduce((total, [factor, vector]) => total + factor * vector[i], 0));
  const same = (a, b, what) => {
    for (const [i, value] of a.entries()) near(value, b[i], 1e-12, what);
  };
  const figures = (tex) => tex.match(/\d+(\.\d+)?/g) ?? [];

  test('satisfy the equations that they are put into', () => {
    for (const t of [1, 2, 17, 40]) {
      const given = specimen(t);
      const v = learn.numbers.valuesOf(given);
      const { beta, alphaBar: bar } = given.course;
      const [b, now, before] = [beta[t], bar[t], bar[t - 1]];
      same(v.xt, sum([Math.sqrt(now), given.x0], [Math.sqrt(1 - now), given.eps]), 'eq. 4');
      // eq. 2, and section 8: the same x_t by one step from x_{t−1}, which has a noise of its own
      same(v.xt, sum([Math.sqrt(1 - b), v.prev.forward], [Math.sqrt(b), v.epsStep]), 'eq. 2');
      same(v.prev.forward, sum([Math.sqrt(before), given.x0], [Math.sqrt(1 - before), v.epsBar]), 'eq. 4 at t − 1');
      const omega = sum([Math.sqrt(b / (1 - now)), v.epsBar], [-Math.sqrt(((1 - b) * (1 - before)) / (1 - now)), v.epsStep]);
      same(given.omega, omega, 'the orthogonal noise');
      // eq. 7 and eq. 11
      same(v.muTilde, sum([1 / Math.sqrt(1 - b), v.xt], [-b / Math.sqrt((1 - b) * (1 - now)), given.eps]), 'eq. 11');
      same(v.muTheta, sum([1 / Math.sqrt(1 - b), v.xt], [-b / Math.sqrt((1 - b) * (1 - now)), given.epsHat]), 'the mean');
      near(v.betaTilde, ((1 - before) / (1 - now)) * b, 1e-15);
      if (t === 1) same(v.prev.ancestral, v.muTheta, 'no noise in the last step');
      same(v.xt, sum([Math.sqrt(now), v.x0Hat], [Math.sqrt(1 - now), given.epsHat]), 'x̂_0');
      if (t === 1) same(v.prev.ddim, v.x0Hat, 'DDIM ends in x̂_0');
    }
  });

  test('ε is had from x_0 and x_t as well; what is not known keeps its symbol', () => {
    const { course } = specimen(5);
    const v = learn.numbers.valuesOf({ course, t: 5, x0: [1], xt: [-0.5] });
    near(Math.sqrt(course.alphaBar[5]) + Math.sqrt(1 - course.alphaBar[5]) * v.eps[0], -0.5, 1e-12);
    const { ho } = learn.symbols.TABLES;
    const table = learn.numbers.numbered(ho, v, 'forward');
    assert.equal(table.epsTheta, ho.epsTheta);
    assert.equal(table.xPrev, ho.xPrev);
    assert.ok(learn.formulas.posteriorMean(table).includes('(-0.500)'), 'a negative factor stands in parentheses');
  });

  test('every formula is set with them, and no two numbers run into one', () => {
    const { INLINE, ...formulas } = learn.formulas;
    const thread = { mu: -0.5, sigma: 2, eps: -1.25 };
    for (const base of Object.values(learn.symbols.TABLES)) {
      const table = learn.numbers.numbered(base, learn.numbers.valuesOf({ ...specimen(17), thread }), 'forward');
      const known = new Set(Object.values(table).flatMap((tex) => (typeof tex === 'string' ? figures(tex) : [])));
      for (const what of ['snr', 'posteriorVariance']) for (const figure of figures(table.is(what))) known.add(figure);
      for (const [key, formula] of Object.entries(formulas)) {
        const tex = formula(table);
        assert.ok(!/undefined|NaN/.test(tex), key);
        katex.renderToString(tex, { throwOnError: true, strict: 'ignore', trust: true });
        // The formulas' own numbers are indices, 1 and 2
        for (const figure of figures(tex)) assert.ok(known.has(figure) || Number(figure) <= 2, `${key} has ${figure}: ${tex}`);
        assert.ok(!/\d(\s|\\[,;])*\s\d/.test(tex), `${key}: ${tex}`);
      }
    }
  });
});

describe('the arithmetic of the lessons', () => {
  test('2: both gradients are 2μ on average, and the path’s scatters as (2σ)²', () => {
    const { path, score, truth } = learn.s02.gradients(normals(200_000), 1, 0.5);
    near(path.mean, truth, 0.01, 'path');
    near(score.mean, truth, 0.06, 'score');
    near(path.variance, 1, 0.02, 'variance of the path');
    assert.ok(score.variance > 10 * path.variance);
  });

  test('3: noises added up step by step have the variance 1 − ᾱ_t', () => {
    const { beta, alphaBar } = schedule(30, 0.01, 0.3);
    const noises = Array.from({ length: 30 }, (_, t) => normals(20_000, 7 + t));
    const chain = learn.s03.chained(beta, noises);
    assert.equal(chain.length, 31);
    for (const t of [1, 10, 30]) near(learn.moments.moments(chain[t]).variance, 1 - alphaBar[t], 0.03, `t = ${t}`);
  });

  test('3: two samples of one distribution are told to be the same, others not', () => {
    const [one, two] = [normals(4000, 3), normals(4000, 5)].map((values) => learn.moments.moments(values));
    assert.equal(learn.s03.compared(one, two, 4000), 2);
    assert.equal(learn.s03.compared({ mean: 0, variance: 1.3 }, two, 4000), 0);
    assert.equal(learn.s03.compared(one, { mean: 0, variance: 1.3 }, 4000), 1);
  });

  test('4: the two forms of the posterior mean agree, and so does Bayes on a grid', () => {
    const curves = schedule(20, 0.005, 0.6);
    for (const [t, x0, xt] of [
      [1, 0.7, -1.2],
      [2, 2, -1],
      [11, -2.5, 0.4],
      [20, 3, 3],
    ]) {
      const n = learn.s04.posteriorNumbers(curves, t, x0, xt);
      near(n.mean, n.meanOfEps, 1e-12, `t = ${t}`);
      if (t === 1) {
        near(n.mean, x0, 1e-12);
        assert.equal(n.variance, 0);
        continue;
      }
      // q(x_{t−1}|x_0) q(x_t|x_{t−1}), summed up
      let [mass, first, second] = [0, 0, 0];
      for (let x = -12; x <= 12; x += 0.002) {
        const p =
          learn.histogram.gaussian(x, n.prior.mean, n.prior.variance) *
          learn.histogram.gaussian(xt, Math.sqrt(1 - curves.beta[t]) * x, curves.beta[t]);
        mass += p;
        first += p * x;
        second += p * x * x;
      }
      near(first / mass, n.mean, 1e-6, `mean at t = ${t}`);
      near(second / mass - (first / mass) ** 2, n.variance, 1e-6, `variance at t = ${t}`);
    }
  });

  test('5: a step by eq. 11 is the posterior mean with x̂_0 put in, and at t = 1 it is x̂_0', () => {
    const curves = schedule(40, 0.0025, 0.5);
    for (const t of [1, 17, 40]) {
      const [xt, eps] = [
        [0.3, -1.1],
        [0.8, 0.2],
      ];
      const bar = curves.alphaBar[t];
      const x0 = [0, 1].map((i) => (xt[i] - Math.sqrt(1 - bar) * eps[i]) / Math.sqrt(bar));
      const step = learn.s05.reverse(curves, t, xt, eps, x0, [1, 0]);
      for (const i of [0, 1]) near(step.mean[i], learn.s04.posteriorNumbers(curves, t, x0[i], xt[i]).mean, 1e-10, `t = ${t}`);
      near(step.next[0] - step.mean[0], step.sigma, 1e-12);
      if (t === 1) near(step.share, 1, 1e-9);
    }
  });

  test('6: shares of a sum are shares', () => {
    const terms = Float64Array.from({ length: 1000 }, (_, i) => 1 / (i + 1));
    const tenths = learn.s06.shares(terms, 10);
    near(
      tenths.reduce((a, b) => a + b, 0),
      1,
      1e-12,
    );
    assert.ok(tenths.every((share, i) => i === 0 || share < tenths[i - 1]));
  });

  test('8: along the turned axes x_t hangs on ε alone, and both are standard normal and independent', () => {
    const curves = schedule(20, 0.005, 0.6);
    const draws = normals(200_000, 9);
    for (const t of [1, 2, 11, 20]) {
      const direction = learn.rotation.directionOfEps(curves, t);
      near(direction[0] ** 2 + direction[1] ** 2, 1, 1e-12);
      const { eps, omega, correlation } = learn.rotation.sameness(direction, draws);
      near(eps, 1, 0.02);
      near(omega, 1, 0.02);
      near(correlation, 0, 0.02);
      const [bar, before] = [curves.alphaBar[t], curves.alphaBar[t - 1]];
      const [past, step] = [draws[0], draws[1]];
      const noise = Math.sqrt((1 - curves.beta[t]) * (1 - before)) * past + Math.sqrt(curves.beta[t]) * step;
      near(Math.sqrt(1 - bar) * learn.rotation.turned(direction, past, step).eps, noise, 1e-12, 'the noise in x_t');
    }
  });

  test('9: islands are counted by their sectors', () => {
    const at = (k) => [Math.cos((k * Math.PI) / 4 + 0.1), Math.sin((k * Math.PI) / 4 + 0.1)];
    assert.equal(learn.s09.modesReached([0, 1, 2, 3, 4, 5, 6, 7].flatMap(at), 0.1), 8);
    assert.equal(learn.s09.modesReached([3, 3, 3, 3].flatMap(at), 0.1), 1);
    assert.deepEqual(learn.clouds.sectors(at(7), 0.1), [0, 0, 0, 0, 0, 0, 0, 1]);
  });

  test('10: the weights of the exact denoiser sum to one, even where every exponential would vanish', () => {
    const points = Float32Array.from([0, 0, 1, 0, 0, 1]);
    const far = learn.exact.exactWeights(points, [400, -300], 0.9999);
    near(
      far.weights.reduce((a, b) => a + b, 0),
      1,
      1e-12,
    );
    assert.deepEqual(far.mean, [1, 0]);
    const middle = learn.exact.exactWeights(points, [0.3, 0.3], 1e-9);
    near(middle.mean[0], 1 / 3, 1e-3);
  });

  test('11: DDIM with the ε* of a single point ends in that point', async () => {
    const { alphaBar } = schedule(1000);
    const point = Float32Array.from([0.7, -0.4]);
    const eps = async (t, x) => learn.exact.epsOf(point, x, alphaBar[t]);
    const x = await learn.walk.walk('ddim', { alphaBar, times: [1000, 700, 300, 50, 0], start: normals(20), eps });
    for (const [k, value] of x.entries()) near(value, point[k % 2], 1e-5);
  });
});
