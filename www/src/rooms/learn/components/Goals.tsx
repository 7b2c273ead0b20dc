import { Control } from '../../../shared/ui/Control';
import { text } from '../locales/text';
import { useTeaching } from './context';
import { Rich } from './Rich';

/** What one will be able to do after a lesson. */
export function Goals({ number }: { number: number }) {
  const teaching = useTeaching(number);
  const d = text.value.teaching;
  if (!teaching) return null;
  return (
    <Control name="learn.goals">
      <section class="goals">
        <h2>{d.goals}</h2>
        <ul>
          {teaching.goals.map((goal) => (
            <li key={goal}>
              <Rich text={goal} />
            </li>
          ))}
        </ul>
      </section>
    </Control>
  );
}
