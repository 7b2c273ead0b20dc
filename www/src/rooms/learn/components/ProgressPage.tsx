import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { download } from '../../../shared/export/download';
import { probeStorage, storageRefused } from '../../../shared/state/storage';
import { TableBox } from '../../../shared/ui/TableBox';
import { text } from '../locales/text';
import { lessonNumber, PAGES } from '../settings';
import { type FileProblem, formatProgress, MAX_BYTES } from '../store/progress-file';
import { useLearning } from './context';
import { pageTitle } from './LessonList';
import { PageTurn } from './LessonPage';

/** What has been answered of every lesson, and the way to carry it to another device. */
export function ProgressPage() {
  const learning = useLearning();
  const d = text.value.progress;
  useEffect(probeStorage, []);
  return (
    <article class="lesson">
      <header class="intro">
        <h1>{d.title}</h1>
        <p>{d.lead}</p>
      </header>
      {storageRefused.value && (
        <p class="notice" role="status" data-storage="refused">
          {d.refused}
        </p>
      )}
      <TableBox label={d.title} className="progress-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{d.lesson}</th>
              <th scope="col">{d.done}</th>
              <th scope="col">{d.predictions}</th>
              <th scope="col">{d.questions}</th>
            </tr>
          </thead>
          <tbody>
            {PAGES.map((page) => {
              const steps = learning.stepsDone(lessonNumber(page));
              if (!steps) return null;
              const done = steps.filter(Boolean).length;
              return (
                <tr key={page} data-lesson={page}>
                  <th scope="row">
                    <button type="button" class="link" onClick={() => learning.go(page)}>
                      {page}. {pageTitle(page)}
                    </button>
                  </th>
                  <td>
                    <span class="steps" aria-hidden="true">
                      {steps.map((step, i) => (
                        <i key={i} data-done={step || undefined} />
                      ))}
                    </span>{' '}
                    {done}/{steps.length}
                  </td>
                  <td>{counts(learning.predictionsOf(lessonNumber(page)))}</td>
                  <td>{counts(learning.questionsOf(lessonNumber(page)))}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableBox>
      <Carry />
      <PageTurn />
    </article>
  );
}

/** How many answers were right, of all; a dash before the first. */
function counts([right, wrong]: readonly [number, number]): string {
  return right + wrong === 0 ? '–' : text.value.progress.rightOf(right, right + wrong);
}

/** Progress into a file and out of one. */
function Carry() {
  const learning = useLearning();
  const d = text.value.progress;
  const told = useSignal<FileProblem | 'taken' | 'unreadable' | null>(null);
  const take = async (file: File): Promise<void> => {
    // Nothing that was not written here is that large, so it is not even read
    if (file.size > MAX_BYTES) told.value = 'size';
    else told.value = learning.takeProgress(await file.text()) ?? 'taken';
  };
  return (
    <section class="carry">
      <h2>{d.carry}</h2>
      <p class="hint">{d.carryHint}</p>
      <div class="draw-tools">
        <button type="button" onClick={() => download('ddpm-lab-progress.json', 'application/json', formatProgress(learning.saved()))}>
          {d.save}
        </button>
        <label class="file-button">
          <input
            type="file"
            accept=".json"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = '';
              if (file) {
                take(file).catch(() => {
                  told.value = 'unreadable';
                });
              }
            }}
          />
          <span>{d.load}</span>
        </label>
        <button type="button" onClick={() => learning.forget()}>
          {d.forget}
        </button>
      </div>
      <p role="status">{told.value === null ? '' : told.value === 'taken' ? d.taken : d.problems[told.value]}</p>
    </section>
  );
}
