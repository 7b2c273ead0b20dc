/** Keeps the run of room Train: in memory, to resume from where a worker is lost, and in the browser's storage between visits. */
import type { TrainingRun } from '../../../../../pkg/src/types';
import type { Notices } from '../../../shared/state/notices';
import type { Record } from '../../../shared/state/record';
import { type TrainSettings, writeSettings } from '../settings';
import type { OwnData } from './data';
import { StorageError, type StoredRun, storedRun, storeRun } from './run-storage';

export class RunKeeper {
  /** The run as it was kept last. */
  last: StoredRun | null = null;

  /** `notices` get an entry where the storage is full or not permitted. */
  constructor(private readonly notices: Notices) {}

  /** Keeps a run, unless `current` is false once the engine has given its file. Rejects where the engine cannot give it. */
  async keep(run: TrainingRun, record: Record, settings: TrainSettings, own: OwnData | null, current: () => boolean): Promise<void> {
    const query = new URLSearchParams();
    writeSettings(settings, query);
    const file = await run.save();
    if (!current()) return;
    this.last = { file, query: query.toString(), record: record.data(), own };
    await this.stored(storeRun(this.last));
  }

  /** The run of the last visit; null where there is none, or where storage is not permitted. */
  recall(): Promise<StoredRun | null> {
    return this.stored(storedRun());
  }

  private async stored<T>(work: Promise<T>): Promise<T | null> {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      this.notices.tellNote(error.reason === 'full' ? 'storageFull' : 'storageForbidden');
      return null;
    }
  }
}
