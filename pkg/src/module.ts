/** The WebAssembly modules as the worker sees them, and how they are fetched. */
import type { Engine } from './generated/module';
import type { ModuleFiles } from './protocol';
import { hasRelaxedSimd } from './support';
import type { BackendName } from './types';
import { EngineError } from './types';

/** The modules that this browser is to use. One that was not built is missing. */
export type Manifest = Partial<Record<BackendName, ModuleFiles>>;

/**
 * The list of built modules, `modules.json` in the modules' folder; paths are relative to it. `relaxed` is the CPU module
 * once more, for browsers with relaxed SIMD.
 */
type Listed = Partial<Record<BackendName | 'relaxed', Omit<ModuleFiles, 'adapter'>>>;

/** What the module's script exports. */
export interface EngineModule {
  default(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  Engine: Pick<typeof Engine, 'open'>;
}

/** Fetches a file of ours; anything but success is a `network` error. */
export async function fetched(url: URL): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new EngineError('network', `${url.pathname}: ${String(error)}`);
  }
  if (!response.ok) throw new EngineError('network', `${url.pathname}: HTTP ${response.status}`);
  return response;
}

/** Reads the list, chooses the CPU module that suits the browser, and makes the paths absolute. A query of `base` (the page's version) goes on to every file. */
export async function manifest(base: URL): Promise<Manifest> {
  const absolute = (path: string): URL => {
    const url = new URL(path, base);
    url.search = base.search;
    return url;
  };
  const url = absolute('modules.json');
  const response = await fetched(url);
  let listed: Listed;
  try {
    listed = (await response.json()) as Listed;
  } catch (error) {
    throw new EngineError('network', `${url.pathname}: ${String(error)}`);
  }
  const relaxed = hasRelaxedSimd() && listed.relaxed !== undefined;
  const chosen = [
    ['cpu', listed[relaxed ? 'relaxed' : 'cpu'], relaxed ? 'WebAssembly relaxed SIMD' : 'WebAssembly SIMD'],
    ['webgpu', listed.webgpu, ''],
  ] as const;
  const found: Manifest = {};
  for (const [name, files, adapter] of chosen) {
    if (files === undefined) continue;
    found[name] = { ...files, script: absolute(files.script).href, wasm: absolute(files.wasm).href, adapter };
  }
  return found;
}

/** Compiles a module while it arrives. */
export async function compiled(files: ModuleFiles, onProgress: (progress: number) => void): Promise<WebAssembly.Module> {
  const { pathname } = new URL(files.wasm);
  const { body } = await fetched(new URL(files.wasm));
  if (body === null) throw new EngineError('network', `${pathname}: an empty answer`);
  let arrived = 0;
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, out) {
      arrived += chunk.byteLength;
      onProgress(Math.min(arrived / files.bytes, 1));
      out.enqueue(chunk);
    },
  });
  // A response of our own, so that a server which does not know .wasm's content type is no obstacle to streaming.
  const response = new Response(body.pipeThrough(counter), { headers: { 'content-type': 'application/wasm' } });
  try {
    // Safari before 17 has WebAssembly but may lack compileStreaming in workers.
    if (typeof WebAssembly.compileStreaming === 'function') return await WebAssembly.compileStreaming(response);
    return await WebAssembly.compile(await response.arrayBuffer());
  } catch (error) {
    // A whole file that does not compile needs a newer browser; a file cut short, a better connection.
    const code = arrived === files.bytes ? 'unsupported' : 'network';
    throw new EngineError(code, `${pathname}: ${arrived} of ${files.bytes} bytes: ${String(error)}`);
  }
}

/** Imports a module's script. */
export async function imported(files: ModuleFiles): Promise<EngineModule> {
  try {
    return (await import(files.script)) as EngineModule;
  } catch (error) {
    throw new EngineError('network', `${new URL(files.script).pathname}: ${String(error)}`);
  }
}
