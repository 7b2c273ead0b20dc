import { text } from '../locales/text';
import { SHEET } from '../notation/sheet';
import { useLearning } from './context';
import { Display } from './Formula';
import { PageTurn } from './LessonPage';

/** The formulas that matter, on one page that prints on one sheet, each with the way to its lesson. */
export function SheetPage() {
  const learning = useLearning();
  const d = text.value.sheet;
  return (
    <article class="lesson sheet">
      <header class="intro">
        <h1>{d.title}</h1>
        <p>
          {d.lead}{' '}
          <button type="button" class="link no-print" onClick={() => print()}>
            {d.print}
          </button>
        </p>
      </header>
      {(Object.keys(SHEET) as (keyof typeof SHEET)[]).map((group) => (
        <section key={group} class="sheet-group">
          <h2>{d.groups[group]}</h2>
          <dl>
            {SHEET[group].map(({ name, formula, page }) => (
              <div key={name}>
                <dt>
                  {d.rows[name]}{' '}
                  <button type="button" class="link" onClick={() => learning.go(page)}>
                    {d.lesson(page)}
                  </button>
                </dt>
                <dd>
                  <Display formula={formula} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <PageTurn />
    </article>
  );
}
