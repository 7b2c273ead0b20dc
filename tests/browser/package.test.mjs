// The npm package as its users get it: packed, unpacked elsewhere, type-checked and run.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildPublished } from '../../pkg/build.mjs';

const www = fileURLToPath(new URL('../../www/', import.meta.url));
const { chromium } = createRequire(join(www, 'package.json'))('playwright-core');

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };
/** What the README says that the package needs, and nothing more. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src data:";

const run = (program, args, cwd) => execFileSync(program, args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' });

let folder;
/** Where the tarball has been unpacked, as `npm install` lays it out. */
let installed;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ddpm-lab-package-'));
  await buildPublished(join(folder, 'built'));
  const packed = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], join(folder, 'built')));
  const { filename } = Array.isArray(packed) ? packed[0] : Object.values(packed)[0];
  installed = join(folder, 'node_modules/ddpm-lab');
  await mkdir(installed, { recursive: true });
  run('tar', ['-xzf', join(folder, filename), '--strip-components=1'], installed);
});
after(() => rm(folder, { recursive: true }));

/** Serves the unpacked package, and gives its address. */
async function served() {
  const server = http.createServer(async (request, response) => {
    const path = normalize(new URL(request.url, 'http://localhost').pathname).replace(/\/$/, '/index.html');
    const body = await readFile(join(installed, path)).catch(() => null);
    response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
    response.setHeader('content-security-policy', POLICY);
    response.statusCode = body === null ? 404 : 200;
    response.end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { server, url: `http://localhost:${server.address().port}/` };
}

describe('the packed package', () => {
  test('holds what it needs, its licences, and nothing of the repository beside', async () => {
    const files = await readdir(installed);
    const own = [
      'LICENSE-APACHE',
      'LICENSE-MIT',
      'README.md',
      'cpu',
      'example',
      'index.js',
      'models',
      'modules.json',
      'package.json',
      'relaxed',
      'types',
    ];
    assert.deepEqual(files.filter((name) => name !== 'webgpu').sort(), [...own, 'worker.js'].sort());
  });

  test('its example draws a digit and learns two moons, under a strict policy', { timeout: 180_000 }, async () => {
    const { server, url } = await served();
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-features=WebGPU'],
    });
    try {
      const page = await browser.newPage();
      const problems = [];
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('response', (response) => response.status() >= 400 && problems.push(`${response.status()} ${response.url()}`));
      await page.goto(`${url}example/`);
      const said = page.getByRole('status');
      await said.filter({ hasText: /^done/ }).waitFor({ timeout: 150_000 });
      const [, distance, floor] = (await said.textContent()).match(/([\d.]+) from the data, which lie ([\d.]+) from/).map(Number);
      // An untrained network's points lie about 0.5 off.
      assert.ok(distance < 0.3, `the points lie ${distance} from the data`);
      assert.ok(floor < distance);
      const ink = await page.locator('#picture').evaluate((canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, 28, 28);
        const grey = data.filter((_, i) => i % 4 === 0);
        return [grey.filter((v) => v < 30).length / grey.length, grey.filter((v) => v > 200).length / grey.length];
      });
      // A digit of MNIST: mostly black, with a stroke that is white.
      assert.ok(ink[0] > 0.5 && ink[0] < 0.95 && ink[1] > 0.02, `black and white: ${ink}`);
      assert.deepEqual(problems, []);
    } finally {
      await browser.close();
      server.close();
    }
  });

  for (const [resolution, module] of [
    ['bundler', 'esnext'],
    ['nodenext', 'nodenext'],
  ]) {
    test(`its types hold for a program of one's own, resolved as by ${resolution}`, async () => {
      const program = `
        import { createEngine, EngineError, sheet, TRAIN_DEFAULTS, type SampleSettings, type TrainingRun } from 'ddpm-lab';
        const engine = await createEngine({ base: new URL('http://localhost/'), prefer: 'cpu', onStatus: ({ active }) => active satisfies string });
        const config: SampleSettings = {
          sampler: { kind: 'ddim', eta: 0 }, steps: 10, spacing: 'linspace', seed: 1, count: 1, conditions: [[null]], guidance: 0, clip: true,
        };
        const frame = await (await engine.sampler(config)).next();
        export const pixels = frame && sheet(frame.x_t, { height: 28, width: 28, channels: 1 }).data;
        export const run: TrainingRun = await engine.train({ ...TRAIN_DEFAULTS, batch: 64 }, { kind: 'shape', shape: 'ring', count: 100, seed: 1 });
        export const code = (error: unknown) => (error instanceof EngineError ? error.code : null);
        // @ts-expect-error: no such sampler
        config.sampler = { kind: 'euler' };
      `;
      await writeFile(join(folder, 'program.ts'), program);
      await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
      const compilerOptions = {
        strict: true,
        noEmit: true,
        target: 'es2022',
        module,
        moduleResolution: resolution,
        types: [],
        skipLibCheck: false,
      };
      const settings = { compilerOptions: { ...compilerOptions, lib: ['ES2023', 'DOM'] }, files: ['program.ts'] };
      await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings));
      run(join(www, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.json'], folder);
    });
  }

  test('everything that it exports is explained where an editor shows it', async () => {
    const files = await readdir(join(installed, 'types'), { recursive: true });
    let count = 0;
    for (const file of files.filter((name) => name.endsWith('.d.ts') && !name.endsWith('index.d.ts'))) {
      const lines = (await readFile(join(installed, 'types', file), 'utf8')).split('\n');
      for (const [i, line] of lines.entries()) {
        if (!/^export (declare|interface|type)\b/.test(line)) continue;
        count += 1;
        assert.match(lines[i - 1], /\*\/$/, `${file}: ${line}`);
      }
    }
    assert.ok(count > 30, `only ${count} declarations found`);
  });
});
