import { useEffect, useMemo, useRef } from 'preact/hooks';
import { text as shared } from '../../../shared/i18n/text';
import { classroom } from '../../../shared/state/classroom';
import { Control } from '../../../shared/ui/Control';
import { firstUses } from '../glossary';
import { type Lesson, type Scene, textsOf } from '../lesson';
import { text } from '../locales/text';
import { lessonName, PAGES } from '../settings';
import { BlockView } from './BlockView';
import { Closing } from './Closing';
import { FirstUses, useLearning } from './context';
import { Goals } from './Goals';
import { pageTitle } from './LessonList';
import { Rich } from './Rich';

/** A lesson, once its texts are there. */
export function LessonPage({ number }: { number: number }) {
  const learning = useLearning();
  const lesson = learning.lesson(number);
  if (!lesson) return null;
  if (!learning.isReady(number)) return <p class="hint">{shared.value.openingRoom}</p>;
  return <LessonBody number={number} lesson={lesson} />;
}

/** Its goals, its scenes, text beside stage, what closes it, and the way on. */
function LessonBody({ number, lesson }: { number: number; lesson: Lesson }) {
  const learning = useLearning();
  const d = text.value;
  const present = classroom.present.value;
  const scene = Math.min(learning.settings.value.scene, lesson.scenes.length);
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    // A link may lead into the middle of a lesson
    if (!present && scene > 1) place.current?.querySelectorAll('[data-scene]')[scene - 1]?.scrollIntoView();
  }, [present, scene]);
  // On a projector, one thing at a time
  const shown = present ? lesson.scenes.slice(scene - 1, scene).map(predictionFirst) : lesson.scenes;
  const first = useMemo(() => firstUses(textsOf(lesson, d), d.glossary.list), [lesson, d]);
  return (
    <article class="lesson" data-lesson={lessonName(number)} ref={place}>
      <header class="intro">
        <p class="lesson-count">
          {d.count(lessonName(number) ?? '')}
          {present && lesson.scenes.length > 1 && ` · ${d.sceneOf(scene, lesson.scenes.length)}`}
        </p>
        <h1>{d.lessons[number - 1]}</h1>
        <p>{d.leads[number - 1]}</p>
      </header>
      <Goals number={number} />
      <FirstUses.Provider value={first}>
        {shown.map((scene) => (
          <section key={scene.id} class={scene.Stage ? 'scene-row' : 'scene-row alone'} data-scene={scene.id}>
            {/* In the order in which it is read on a phone, so that keys and ears meet it in that order everywhere */}
            <div class="scene-text scene-head">
              <h2>
                <Rich text={scene.title(d)} />
              </h2>
              {scene.blocks.slice(0, 1).map((block) => (
                <BlockView key={0} block={block} lesson={number} />
              ))}
            </div>
            {scene.Stage && (
              <div class="scene-stage">
                <scene.Stage />
              </div>
            )}
            <div class="scene-text scene-rest">
              {scene.blocks.slice(1).map((block, i) => (
                <BlockView key={i} block={block} lesson={number} />
              ))}
            </div>
          </section>
        ))}
      </FirstUses.Provider>
      <Closing number={number} />
      <PageTurn />
    </article>
  );
}

/** On a projector a prediction stands above what explains it, where it is whole in sight with the button that commits to it. */
function predictionFirst(scene: Scene): Scene {
  const prediction = scene.blocks.find(({ kind }) => kind === 'experiment');
  return prediction ? { ...scene, blocks: [prediction, ...scene.blocks.filter((block) => block !== prediction)] } : scene;
}

/** The page before, and the next. */
export function PageTurn() {
  const learning = useLearning();
  const d = text.value;
  const at = PAGES.indexOf(learning.settings.value.page);
  const [before, after] = [PAGES[at - 1], PAGES[at + 1]];
  return (
    <Control name="learn.turn">
      <nav class="turn" aria-label={d.turn}>
        {before && (
          <button type="button" class="turn-back" onClick={() => learning.go(before)}>
            ← <span>{pageTitle(before)}</span>
          </button>
        )}
        {after && (
          <button type="button" class="turn-on" onClick={() => learning.go(after)}>
            <span>{pageTitle(after)}</span> →
          </button>
        )}
      </nav>
    </Control>
  );
}
