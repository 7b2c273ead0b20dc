/** What an address asks of the class, taken over before the first room opens. */
import { EngineError } from '../../../pkg/src/types';
import { DEFAULTS, parseClass } from '../shared/state/class-settings';
import { classroom } from '../shared/state/classroom';
import type { Notices } from '../shared/state/notices';

/** The address that the first room is to be opened with: this one, or the stop that its script is at. */
export async function readClassLink(query: URLSearchParams, notices: Notices): Promise<URLSearchParams> {
  const { settings, problems } = parseClass(query);
  notices.tellProblems(problems);
  if (settings.script === '') {
    classroom.read(settings, null);
    return query;
  }
  try {
    const { readClassScript, startOf } = await import('./script');
    const read = readClassScript(settings.script);
    if (read) {
      classroom.read(settings, read.script);
      notices.tellProblems(read.problems);
      if (settings.stop !== classroom.stop.value)
        notices.tellProblems([{ key: 'stop', asked: String(settings.stop), used: String(classroom.stop.value) }]);
      return startOf(query, read.script, classroom.stop.value);
    }
    notices.tellProblems([{ key: 'script', asked: settings.script.slice(0, 24), used: '' }]);
  } catch (error) {
    notices.tellError(new EngineError('network', String(error)), 'reload');
  }
  classroom.read({ ...settings, stop: DEFAULTS.stop }, null);
  return query;
}
