import { text } from '../locales/text';
import type { Notice } from '../store/notices';
import { useLab } from './context';
import { Icon } from './Icon';

/** What is not as asked, above the picture and never over it. */
export function NoticeList() {
  const lab = useLab();
  const m = text.value;
  const notices = lab.notices.list.value;
  return (
    <section class="notices" aria-label={m.notices} aria-live="polite">
      {notices.map((notice) => (
        <div key={notice.id} class={`notice ${notice.kind}`} data-code={notice.kind === 'error' ? notice.code : 'problem'}>
          <Sentence notice={notice} />
          {notice.kind === 'error' && notice.remedy && <Remedy remedy={notice.remedy} />}
          <button type="button" class="quiet" aria-label={m.dismiss} title={m.dismiss} onClick={() => lab.notices.dismiss(notice.id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </section>
  );
}

function Sentence({ notice }: { notice: Notice }) {
  const m = text.value;
  if (notice.kind === 'problem') return <p>{m.problem(notice.problem.key, notice.problem.asked, notice.problem.used)}</p>;
  return (
    <div>
      <p>{m.errors[notice.code]}</p>
      <details>
        <summary>{m.details}</summary>
        <code>
          {notice.code}: {notice.detail}
        </code>
      </details>
    </div>
  );
}

function Remedy({ remedy }: { remedy: 'resume' | 'retry' | 'reload' }) {
  const lab = useLab();
  return (
    <button type="button" class="remedy" onClick={() => void lab.remedy(remedy)}>
      {text.value.actions[remedy]}
    </button>
  );
}
