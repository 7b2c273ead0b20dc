import { useSignal } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { download } from '../../shared/export/download';
import type { Draft } from '../draft';
import { text } from '../locales/text';
import { DENSE_MODULES, type QrCode, qrCode, qrFile } from '../qr';

/** The page's own address, without settings. */
const base = (): string => `${location.origin}${location.pathname}`;

/** The link that has been made, and its QR code. */
export function LinkBox({ draft, onPresent }: { draft: Draft; onPresent(): void }) {
  const d = text.value;
  const link = draft.link(base());
  const field = useRef<HTMLTextAreaElement>(null);
  /** How copying went, and of which link: another one has not been copied yet. */
  const said = useSignal<{ link: string; how: 'copied' | 'copyYourself' } | null>(null);
  const copy = async (): Promise<void> => {
    if (link === null) return;
    try {
      await navigator.clipboard.writeText(link);
      said.value = { link, how: 'copied' };
    } catch {
      field.current?.select();
      said.value = { link, how: 'copyYourself' };
    }
  };
  return (
    <section class="group link-box">
      <h3>{d.link}</h3>
      {link === null ? (
        <p class="notice error" role="alert">
          {d.tooLong}
        </p>
      ) : (
        <>
          <textarea ref={field} readOnly rows={2} aria-label={d.link} value={link} onFocus={(event) => event.currentTarget.select()} />
          <div class="draw-tools">
            <button type="button" class="primary" onClick={() => void copy()}>
              {d.copy}
            </button>
            <a class="file-button" href={link}>
              {d.open}
            </a>
            <button type="button" onClick={onPresent}>
              {d.presentNow}
            </button>
          </div>
          <p class="hint" aria-live="polite">
            {d.length(link.length)} {said.value?.link === link && d[said.value.how]}
          </p>
          <Code link={link} />
        </>
      )}
    </section>
  );
}

function Code({ link }: { link: string }) {
  const d = text.value;
  const code = useMemo(() => qrCode(link), [link]);
  const large = useSignal(false);
  if (!code) return <p class="hint">{d.qrTooLong}</p>;
  const { modules } = code;
  return (
    <figure class="qr">
      <Modules code={code} />
      <figcaption class="hint">{(modules > DENSE_MODULES ? d.qrDense : d.qrHint)(modules)}</figcaption>
      <div class="draw-tools">
        <button type="button" onClick={() => (large.value = true)}>
          {d.qrLarge}
        </button>
        <button type="button" onClick={() => download('ddpm-lab-link.svg', 'image/svg+xml', qrFile(code))}>
          {d.saveQr}
        </button>
      </div>
      {large.value && <Large code={code} onClose={() => (large.value = false)} />}
    </figure>
  );
}

/** The code and nothing else, as large as the screen. */
function Large({ code, onClose }: { code: QrCode; onClose(): void }) {
  const d = text.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="qr-large" aria-label={d.qr} onClose={onClose}>
      <button type="button" aria-label={d.close} onClick={() => dialog.current?.close()}>
        <Modules code={code} />
      </button>
    </dialog>
  );
}

/** The code itself. */
function Modules({ code: { modules, path } }: { code: QrCode }) {
  return (
    <svg viewBox={`0 0 ${modules} ${modules}`} shape-rendering="crispEdges" role="img" aria-label={text.value.qr}>
      <path fill="#fff" d={`M0 0h${modules}v${modules}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  );
}
