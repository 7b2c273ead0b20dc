import { Control } from '../../../shared/ui/Control';
import { text } from '../locales/text';
import { useLearning, useTeaching } from './context';
import { Rich } from './Rich';
import { SelfCheckView } from './SelfCheckView';

/** What closes a lesson: the recap, two exercises, and the self-check. */
export function Closing({ number }: { number: number }) {
  const teaching = useTeaching(number);
  const check = useLearning().check(number);
  const d = text.value.teaching;
  if (!teaching) return null;
  return (
    <>
      <Control name="learn.recap">
        <section class="closing" data-closing="recap">
          <div>
            <h2>{d.recap}</h2>
            <ol class="recap">
              {teaching.recap.map((sentence) => (
                <li key={sentence}>
                  <Rich text={sentence} />
                </li>
              ))}
            </ol>
          </div>
          <div>
            <h2>{d.exercises}</h2>
            <ol class="exercises">
              {teaching.exercises.map(({ asks, answer }) => (
                <li key={asks}>
                  <Rich text={asks} />
                  <details>
                    <summary>{d.answer}</summary>
                    <p>
                      <Rich text={answer} />
                    </p>
                  </details>
                </li>
              ))}
            </ol>
          </div>
        </section>
      </Control>
      {check && (
        <Control name="learn.check">
          <SelfCheckView check={check} />
        </Control>
      )}
    </>
  );
}
