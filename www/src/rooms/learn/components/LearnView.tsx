import { useEffect, useRef } from 'preact/hooks';
import { text as shared } from '../../../shared/i18n/text';
import { NOTATIONS } from '../../../shared/notation/symbols';
import { classroom } from '../../../shared/state/classroom';
import { Badge } from '../../../shared/ui/Backend';
import { Control } from '../../../shared/ui/Control';
import { Segments } from '../../../shared/ui/Fields';
import { NoticeList } from '../../../shared/ui/NoticeList';
import { text } from '../locales/text';
import { lessonNumber, type PageName } from '../settings';
import { isTool } from '../tools/tools';
import { useLearning } from './context';
import { GlossaryPage } from './GlossaryPage';
import { LessonList } from './LessonList';
import { LessonPage } from './LessonPage';
import { NotationPage } from './NotationPage';
import { NumbersBar } from './NumbersBar';
import { ProgressPage } from './ProgressPage';
import { QuestionsPage } from './QuestionsPage';
import { SheetPage } from './SheetPage';
import { ToolPage } from './ToolPage';

/** Room three. */
export function LearnView() {
  const learning = useLearning();
  const d = text.value;
  const { page, notation, numbers, scene } = learning.settings.value;
  const presented = classroom.present.value ? scene : 0;
  const place = useRef<HTMLDivElement>(null);
  const before = useRef<PageName | null>(null);
  useEffect(() => {
    // Another page begins at its top, for eyes and for ears, and so does another scene on a projector
    if (before.current !== null && (before.current !== page || presented > 0)) {
      place.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    before.current = page;
  }, [page, presented]);
  return (
    <main class="room learn">
      <Control name="learn.lessons">
        <LessonList />
      </Control>
      <div class="lesson-body" id="stage" tabIndex={-1} ref={place} key={page}>
        <NoticeList from={[learning.engineNotices, learning.notices]} onRemedy={(remedy) => learning.remedy(remedy)} />
        <div class="learn-top">
          <Control name="learn.notation">
            <div class="notation-switch">
              <Segments
                label={shared.value.notation.label}
                options={NOTATIONS.map((value) => ({ value, label: shared.value.notation.names[value] }))}
                value={notation}
                onChange={(value) => learning.write(value)}
              />
              {hasFormulas(page) && (
                <Segments
                  label={d.numbers.label}
                  options={(['symbols', 'numbers'] as const).map((value) => ({ value, label: d.numbers.names[value] }))}
                  value={numbers ? 'numbers' : 'symbols'}
                  onChange={(value) => learning.showNumbers(value === 'numbers')}
                />
              )}
              {hasFormulas(page) && numbers && <NumbersBar />}
            </div>
          </Control>
          <Badge status={learning.status.value} computed={null} />
        </div>
        <Page name={page} />
      </div>
    </main>
  );
}

/** The pages whose formulas can have numbers in them: the table of notations is about the symbols themselves. */
function hasFormulas(page: PageName): boolean {
  return isTool(page) ? page === 'debugger' : !['questions', 'notation', 'glossary', 'progress'].includes(page);
}

function Page({ name }: { name: PageName }) {
  if (name === 'questions') return <QuestionsPage />;
  if (name === 'notation') return <NotationPage />;
  if (name === 'formulas') return <SheetPage />;
  if (name === 'glossary') return <GlossaryPage />;
  if (name === 'progress') return <ProgressPage />;
  return isTool(name) ? <ToolPage name={name} /> : <LessonPage number={lessonNumber(name)} />;
}
