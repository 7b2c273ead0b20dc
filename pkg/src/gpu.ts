/** The little the worker itself needs of WebGPU; the module brings its own bindings. */
import type { AdapterInfo } from './protocol';
import { EngineError } from './types';

/** Whether the browser has WebGPU at all. It is missing from insecure contexts, too. */
export const hasWebGpu = (): boolean => 'gpu' in navigator;

/** Names of adapters that compute on the CPU; `isFallbackAdapter` is younger than some of the browsers in use. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|basic render|warp/i;

/**
 * Whether an adapter is known to be hardware: its name is none of a software adapter's, and where it has no name the browser
 * itself says that it is no fallback. An adapter that reports neither may be software, so it computes only on request.
 */
export function isHardware(name: string, isFallbackAdapter: boolean | undefined): boolean {
  if (isFallbackAdapter === true || SOFTWARE.test(name)) return false;
  return name !== '' || isFallbackAdapter === false;
}

/** Asks for the adapter that the module will get. */
export async function findAdapter(): Promise<AdapterInfo> {
  const refused = (why: string) => new EngineError('gpu_unavailable', why);
  // Some browsers have WebGPU in pages and not yet in workers.
  if (!hasWebGpu()) throw refused('no WebGPU in workers');
  let adapter: GPUAdapter | null;
  try {
    adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  } catch (error) {
    throw refused(`no WebGPU adapter: ${String(error)}`);
  }
  if (adapter === null) throw refused('no WebGPU adapter');
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = [...new Set([vendor, architecture, device, description])].filter((part) => part !== '').join(' ');
  return { name, hardware: isHardware(name, isFallbackAdapter) };
}

/**
 * Tells when the device that the module will open is refused or lost. The module's library keeps the device to itself and
 * answers a loss with a panic at best, so it is caught on its way there.
 */
export function watchDevice(onTrouble: (error: EngineError) => void): void {
  const requestDevice = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (this: GPUAdapter, descriptor?: GPUDeviceDescriptor): Promise<GPUDevice> {
    let device: GPUDevice;
    try {
      device = await requestDevice.call(this, descriptor);
    } catch (error) {
      onTrouble(new EngineError('gpu_unavailable', `no WebGPU device: ${String(error)}`));
      throw error;
    }
    void device.lost.then(({ reason, message }) => {
      onTrouble(new EngineError('device_lost', `the WebGPU device was lost (${reason}): ${message}`));
    });
    return device;
  };
}
