import { named } from '../../../shared/i18n/text';
import type { Notice } from '../../../shared/state/notices';
import { text } from '../locales/text';

/** The room's own words for notices that the shared ones do not fit. */
export function wordsOf(notice: Notice): string | null {
  const t = text.value;
  if (notice.kind === 'note') return named(t.notes, notice.note);
  if (notice.kind !== 'error') return null;
  const line = /^line (\d+): /.exec(notice.detail)?.[1];
  if (notice.code === 'data_invalid') return line === undefined ? t.errors.dataInvalid : t.errors.tableLine(Number(line));
  if (notice.code === 'weights_truncated' || notice.code === 'weights_shape') return t.errors.fileDamaged;
  if (notice.code === 'engine_panic' || notice.code === 'worker_lost') return t.errors.engineLost;
  if (notice.code === 'device_lost') return t.errors.deviceLost;
  return null;
}
