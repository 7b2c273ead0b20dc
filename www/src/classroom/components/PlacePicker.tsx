import { pageTitle } from '../../rooms/learn/components/LessonList';
import { lessonNumber } from '../../rooms/learn/settings';
import { text as shared } from '../../shared/i18n/text';
import { Select } from '../../shared/ui/Fields';
import { type Draft, PLACE_CHOICES, type PlaceChoice } from '../draft';
import { text } from '../locales/text';

function choiceName(choice: PlaceChoice): string {
  const d = text.value;
  if (choice === 'here' || choice === 'watch' || choice === 'train' || choice === 'act') return d.places[choice];
  const title = pageTitle(choice);
  return d.inLearn(shared.value.roomNames.learn, Number.isInteger(lessonNumber(choice)) ? `${choice}. ${title}` : title);
}

/** The choice of the place that the link opens, or that is added to the script. */
export function PlacePicker({ draft }: { draft: Draft }) {
  const d = text.value;
  return (
    <section class="group">
      <h3>{d.place}</h3>
      <Select
        label={<span class="unseen">{d.place}</span>}
        options={PLACE_CHOICES.map((value) => ({ value, label: choiceName(value) }))}
        value={draft.place.value}
        onChange={(value) => (draft.place.value = value)}
      />
      {draft.own.value && <p class="hint">{d.own}</p>}
      {draft.stops.value.length > 0 && <p class="hint">{d.first}</p>}
    </section>
  );
}
