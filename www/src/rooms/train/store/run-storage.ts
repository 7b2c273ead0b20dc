/** The run of room Train in IndexedDB, kept between visits. Throws StorageError where storage is full or not permitted. */
import { parseRecord, type RecordData } from '../../../shared/state/record';

/** What is kept of room Train. */
export interface StoredRun {
  /** The run's file, as it would be saved. */
  file: Uint8Array;
  /** Settings, as in an address. */
  query: string;
  /** null where what is in the storage cannot be read. */
  record: RecordData | null;
  /** Points of the visitor's own, where the data are that. */
  own: { dims: number; values: Float32Array } | null;
}

export class StorageError extends Error {
  constructor(readonly reason: 'full' | 'forbidden') {
    super(`the browser's storage is ${reason}`);
    this.name = 'StorageError';
  }
}

const NAME = 'ddpm-lab';
const STORE = 'runs';
const KEY = 'train';

/** Milliseconds after which a storage that does not answer counts as not permitted. */
export const STORAGE_PATIENCE = 5_000;

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    // In private windows, or with a damaged profile, some browsers never answer
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(new Error(`no answer in ${STORAGE_PATIENCE} ms`));
    }, STORAGE_PATIENCE);
    // Private windows of some browsers have no indexedDB, others refuse to open one
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => {
      clearTimeout(timer);
      if (late) request.result.close();
      else resolve(request.result);
    };
    const failed = (): void => {
      clearTimeout(timer);
      reject(request.error);
    };
    request.onerror = failed;
    request.onblocked = failed;
  });
}

async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  let database: IDBDatabase | null = null;
  try {
    const db = await opened();
    database = db;
    return await new Promise<T>((resolve, reject) => {
      const transaction = db.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      // A transaction has its error only when it is aborted, which is after its request failed
      const failed = (): void => reject(request.error ?? transaction.error);
      transaction.onabort = failed;
      transaction.onerror = failed;
    });
  } catch (error) {
    throw new StorageError(isFull(error) ? 'full' : 'forbidden');
  } finally {
    database?.close();
  }
}

/** Whether the quota is exceeded. By name: newer browsers have a class of their own for it. */
function isFull(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'QuotaExceededError';
}

export async function storeRun(run: StoredRun): Promise<void> {
  await within('readwrite', (store) => store.put(run, KEY));
}

/** The run stored last; null where there is none, or where another version of the page wrote it. */
export async function storedRun(): Promise<StoredRun | null> {
  const found: unknown = await within('readonly', (store) => store.get(KEY));
  if (typeof found !== 'object' || found === null) return null;
  const { file, query, record, own }: { [K in keyof StoredRun]?: unknown } = found;
  if (!(file instanceof Uint8Array) || typeof query !== 'string') return null;
  return { file, query, record: parseRecord(record), own: parseOwn(own) };
}

function parseOwn(value: unknown): StoredRun['own'] {
  if (typeof value !== 'object' || value === null) return null;
  const { dims, values }: { dims?: unknown; values?: unknown } = value;
  if (typeof dims !== 'number' || !(dims >= 1) || !(values instanceof Float32Array)) return null;
  const whole = values.length > 0 && values.length % dims === 0;
  return whole && values.every(Number.isFinite) ? { dims, values } : null;
}
