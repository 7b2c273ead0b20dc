import { text } from '../i18n/text';
import { type Notice, type Notices, once, type Remedy } from '../state/notices';
import { IconButton } from './IconButton';

interface NoticeListProps {
  /** Whose notices: the engine's, the room's. */
  from: readonly Notices[];
  /** The room's own words for a notice, null where the shared ones will do. */
  words?(notice: Notice): string | null;
  onRemedy(remedy: Remedy): void;
}

/** The notices, above the picture and not over it. */
export function NoticeList({ from, words = () => null, onRemedy }: NoticeListProps) {
  const m = text.value;
  const dismiss = (id: string): void => {
    for (const notices of from) notices.dismiss(id);
  };
  return (
    <section class="notices" aria-label={m.notices} aria-live="polite">
      {once(from).map((notice) => (
        <div key={notice.id} class={`notice ${notice.kind}`} data-code={codeOf(notice)}>
          <Sentence notice={notice} words={words(notice)} />
          {notice.kind === 'error' && notice.remedy && (
            <button type="button" class="remedy" onClick={() => notice.remedy && onRemedy(notice.remedy)}>
              {m.actions[notice.remedy]}
            </button>
          )}
          <IconButton icon="close" label={m.dismiss} onClick={() => dismiss(notice.id)} />
        </div>
      ))}
    </section>
  );
}

function codeOf(notice: Notice): string {
  switch (notice.kind) {
    case 'error':
      return notice.code;
    case 'note':
      return notice.note;
    case 'problem':
      return 'problem';
  }
}

function Sentence({ notice, words }: { notice: Notice; words: string | null }) {
  const m = text.value;
  if (notice.kind === 'problem' && notice.problem.key === 'script') return <p>{m.brokenScript}</p>;
  if (notice.kind === 'problem') return <p>{m.problem(notice.problem.key, notice.problem.asked, notice.problem.used)}</p>;
  if (notice.kind === 'note') return <p>{words}</p>;
  return (
    <div>
      <p>{words ?? m.errors[notice.code]}</p>
      <details>
        <summary>{m.details}</summary>
        <code>
          {notice.code}: {notice.detail}
        </code>
      </details>
    </div>
  );
}
