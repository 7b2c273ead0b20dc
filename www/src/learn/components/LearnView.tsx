import { useEffect, useRef } from 'preact/hooks';
import { Control } from '../../class/Control';
import { classroom } from '../../class/classroom';
import { Segments } from '../../components/Fields';
import { NoticeList } from '../../components/NoticeList';
import { text } from '../locales/text';
import { NOTATIONS } from '../notation/symbols';
import type { PageName } from '../store/settings';
import { isTool } from '../tools';
import { useLearning } from './context';
import { LessonList } from './LessonList';
import { LessonPage } from './LessonPage';
import { NotationPage } from './NotationPage';
import { QuestionsPage } from './QuestionsPage';
import { ToolPage } from './ToolPage';

/** Room three. */
export function LearnView() {
  const learning = useLearning();
  const d = text.value;
  const { page, notation, scene } = learning.settings.value;
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
        <Control name="learn.notation">
          <div class="notation-switch">
            <Segments
              label={d.notation.label}
              options={NOTATIONS.map((value) => ({ value, label: d.notation.names[value] }))}
              value={notation}
              onChange={(value) => learning.write(value)}
            />
          </div>
        </Control>
        <Page name={page} />
      </div>
    </main>
  );
}

function Page({ name }: { name: PageName }) {
  if (name === 'questions') return <QuestionsPage />;
  if (name === 'notation') return <NotationPage />;
  return isTool(name) ? <ToolPage name={name} /> : <LessonPage number={Number(name)} />;
}
