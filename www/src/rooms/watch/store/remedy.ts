import type { EngineErrorCode } from '../../../../../pkg/src/types';
import type { Remedy } from '../../../shared/state/notices';

/** The remedy that the notice of an error offers: resume from the last moment kept, retry, or reload the page. */
export function remedyFor(code: EngineErrorCode): Remedy | null {
  switch (code) {
    case 'engine_panic':
    case 'worker_lost':
    case 'device_lost':
    case 'busy':
      return 'resume';
    case 'network':
    case 'io':
    case 'weights_truncated':
    case 'card_invalid':
      return 'retry';
    case 'weights_altered':
      return 'reload';
    default:
      return null;
  }
}
