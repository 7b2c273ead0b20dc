import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Citation } from '../export/cite';
import { text } from '../i18n/text';
import { useLazyAction } from './use-lazy-action';

/** How to cite the page and the paper, and under which licences the data are. Fetched when it is opened. */
export function Cite({ licences }: { licences: readonly string[] }) {
  const m = text.value.cite;
  const opened = useSignal(false);
  const entries = useSignal<readonly Citation[]>([]);
  const { run, trouble } = useLazyAction();
  const wanted = opened.value;
  useEffect(() => {
    if (!wanted) return;
    const day = new Date().toISOString().slice(0, 10);
    // Without its settings: what is cited is the page, not its current state
    const load = async (): Promise<void> => {
      const { lab, paper } = await import('../export/cite');
      entries.value = [lab(`${location.origin}${location.pathname}`, day), paper];
    };
    run(load);
  }, [wanted]);
  return (
    <details
      class="cite"
      onToggle={(event) => {
        opened.value = event.currentTarget.open;
      }}
    >
      <summary>{m.title}</summary>
      <p class="hint">{m.lead}</p>
      {trouble}
      {entries.value.map((entry, i) => (
        <Entry key={entry.key} entry={entry} what={i === 0 ? m.lab : m.paper} />
      ))}
      <ul class="hint">
        {licences.map((licence) => (
          <li key={licence}>{licence}</li>
        ))}
      </ul>
    </details>
  );
}

function Entry({ entry, what }: { entry: Citation; what: string }) {
  const m = text.value.cite;
  const said = useSignal('');
  const copy = async (words: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(words);
      said.value = m.copied;
    } catch {
      // Refused, or a page without a secure address
      said.value = m.notCopied;
    }
  };
  return (
    <section class="citation">
      <h3>{what}</h3>
      <p>{entry.plain}</p>
      <pre data-citation={entry.key}>{entry.bibtex}</pre>
      <div class="take-home-choices">
        <button type="button" onClick={() => void copy(entry.bibtex)}>
          {m.copyBibtex}
        </button>
        <button type="button" onClick={() => void copy(entry.plain)}>
          {m.copyPlain}
        </button>
        <span class="hint" role="status">
          {said}
        </span>
      </div>
    </section>
  );
}
