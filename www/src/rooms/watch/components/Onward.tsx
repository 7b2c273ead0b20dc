import { classroom } from '../../../shared/state/classroom';
import { notation, writeNotation } from '../../../shared/state/preferences';
import { text } from '../locales/text';
import { placeOf, TOOLS } from '../onward';
import { useWatch } from './context';

/** Links to the tools of room Learn, with what they are for: the step line by line, other noise from here on, a wrong line. */
export function Onward() {
  const store = useWatch();
  const m = text.value.onward;
  const t = store.view.value.moment?.t ?? 0;
  return (
    <nav class="onward" aria-label={m.title}>
      <ul>
        {TOOLS.map((tool) => {
          const query = placeOf(tool, store.settings.value, t);
          classroom.write(query);
          writeNotation({ notation: notation.value }, query);
          return (
            <li key={tool}>
              <a href={`?${query}`} data-tool={tool}>
                {m.tools[tool]}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
