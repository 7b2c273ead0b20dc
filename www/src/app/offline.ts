/** The page's side of being opened without a server; the other is service-worker.ts. */
import { siteVersion } from '../shared/state/site';
import type { KeepMessage } from './site-list';

/** Milliseconds of idle time before files are cached, so that caching does not delay the first picture. */
const REST_MS = 4_000;

/** Lets the browser keep the site. Nothing depends on it: without a secure context, or with storage forbidden, it is as before. */
export function keepForLater(): void {
  const version = siteVersion();
  if (version === null || !('serviceWorker' in navigator)) return;
  const start = (): void => {
    setTimeout(() => whenIdle(() => void register(version).catch(() => undefined)), REST_MS);
  };
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, { once: true });
}

// Safari has no requestIdleCallback.
function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work);
  else setTimeout(work);
}

async function register(version: string): Promise<void> {
  const script = new URL('service-worker.js', document.baseURI);
  const registration = await navigator.serviceWorker.register(script, { updateViaCache: 'none' });
  // With data saving on, only files that were used are cached.
  if ((navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true) return;
  const message: KeepMessage = { version, gpu: 'gpu' in navigator };
  const tell = (worker: ServiceWorker | null): void => worker?.postMessage(message);
  // Only the service worker of this page's build handles it, and it may still be installing.
  for (const worker of [registration.active, registration.waiting, registration.installing]) tell(worker);
  registration.addEventListener('updatefound', () => tell(registration.installing));
}
