/**
 * Keeps the site on the visitor's machine, so that it opens without a server from the second visit on.
 *
 * One build of the site has one of these, with the list of that build's files (stamp.mjs puts it in front). The page itself
 * comes from the server whenever that answers, so it is never stale. Every other file has its version or its hash in
 * its address: what is kept is handed out only for exactly that address, and everything else is left to the browser. So
 * files of two builds never meet. A new build is fetched whole, each file held against its hash, before anything of it is
 * used; it replaces the old one when no page of that is open any more. Where something cannot be kept, the page does as it
 * would without.
 */
import { hasRelaxedSimd } from '../../../pkg/src/support';
import type { KeepMessage, Site, SiteFile } from './site-list';

declare const self: ServiceWorkerGlobalScope;
/** What stamp.mjs writes. */
declare const SITE: Site;

const SCOPE = new URL(self.registration.scope);
/** Several sites may share an origin, and with it its caches. */
const PREFIX = `ddpm-lab ${SCOPE.pathname} `;
const CACHE = `${PREFIX}${SITE.build}`;
/** A server that has not answered with the page by then is taken for gone. */
const PATIENCE_MS = 5_000;
/** The other page of the site. */
const TEACHING = new URL('teaching.html', SCOPE);

const FILES = new Map(SITE.files.map((file) => [new URL(file.path, SCOPE).href, file]));

self.addEventListener('install', (event) => event.waitUntil(keep((file) => file.first)));

self.addEventListener('activate', (event) => event.waitUntil(takeOver()));

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const { version, gpu } = event.data as KeepMessage;
  // A page of another build has a worker of its own on the way.
  if (version !== SITE.version) return;
  event.waitUntil(keep((file) => gpu || !file.gpu).catch(() => undefined));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== SCOPE.origin) return;
  if (request.mode === 'navigate') {
    if (url.pathname === SCOPE.pathname || url.pathname === `${SCOPE.pathname}index.html`) event.respondWith(page(request, SCOPE));
    else if (url.pathname === TEACHING.pathname) event.respondWith(page(request, TEACHING));
    return;
  }
  const file = FILES.get(url.href);
  if (file !== undefined) event.respondWith(file.fixed ? fromCache(request, file) : fromServer(request));
});

let keeping: Promise<void> = Promise.resolve();

/** Keeps the files chosen, after those chosen before. */
function keep(chosen: (file: SiteFile) => boolean): Promise<void> {
  keeping = keeping.catch(() => undefined).then(() => keepNow(chosen));
  return keeping;
}

/** Fetches them one after the other, unless they are there. Rejects at the first that cannot be kept. */
async function keepNow(chosen: (file: SiteFile) => boolean): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const [url, file] of FILES) {
    if (!chosen(file) || !fits(file) || (await cache.match(url)) !== undefined) continue;
    const response = (await fromBuildBefore(file)) ?? (await fetchWhole(url, file));
    await cache.put(url, response);
  }
}

/** Of the two forms of the CPU module only the one that this browser runs is kept. */
function fits({ relaxed }: SiteFile): boolean {
  return relaxed === null || relaxed === hasRelaxedSimd();
}

async function fetchWhole(url: string, file: SiteFile): Promise<Response> {
  // The browser's own cache may be trusted with an address that never changes its content.
  const response = await fetch(url, { cache: file.fixed ? 'default' : 'reload' });
  const copy = await whole(response, file);
  if (copy === null) throw new Error(`${url} is not of this build`);
  return copy;
}

/** A response of its own with the same bytes; null where it is not the file that the list means. */
async function whole(response: Response, file: SiteFile): Promise<Response | null> {
  if (!response.ok) return null;
  const bytes = await response.arrayBuffer();
  if ((await sha256(bytes)) !== file.sha256) return null;
  const headers = new Headers(response.headers);
  // The bytes are no longer as they travelled.
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
  return new Response(bytes, { headers });
}

/** Most files of a new build are those of the build before: models, fonts, the modules. */
async function fromBuildBefore(file: SiteFile): Promise<Response | null> {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || name === CACHE) continue;
    const url = new URL(file.path, SCOPE);
    const found = await (await caches.open(name)).match(url.href, { ignoreSearch: true });
    if (found === undefined) continue;
    const copy = await whole(found, file);
    if (copy !== null) return copy;
  }
  return null;
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  // A page opened before there was a worker is of this build, or asks for addresses that are not in the list.
  await self.clients.claim();
}

/** A page: the server's where it answers, else the one kept. */
async function page(request: Request, { href }: URL): Promise<Response> {
  const kept = await match(href);
  if (kept === undefined) return fetch(request);
  try {
    const response = await fetch(request, { signal: after(PATIENCE_MS) });
    return response.status < 500 ? response : kept;
  } catch {
    return kept;
  }
}

/** Aborts after so many milliseconds. AbortSignal.timeout is younger than some of the browsers in use. */
function after(ms: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return controller.signal;
}

async function fromServer(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    if (response.ok) return response;
    return (await match(request.url)) ?? response;
  } catch (error) {
    const kept = await match(request.url);
    if (kept === undefined) throw error;
    return kept;
  }
}

/** A file whose address never changes its content: kept, or fetched and kept. */
async function fromCache(request: Request, file: SiteFile): Promise<Response> {
  const kept = await match(request.url);
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  const copy = response.clone();
  // Not awaited: the page gets its response whether or not it can be kept.
  void whole(copy, file)
    .then(async (entry) => {
      if (entry !== null) await (await caches.open(CACHE)).put(request.url, entry);
    })
    .catch(() => undefined);
  return response;
}

async function match(url: string): Promise<Response | undefined> {
  try {
    return await (await caches.open(CACHE)).match(url);
  } catch {
    return undefined;
  }
}
