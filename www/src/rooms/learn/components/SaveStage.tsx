import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { text as shared } from '../../../shared/i18n/text';
import { plotName, SavePlot } from '../../../shared/ui/SavePlot';
import { useLazyAction } from '../../../shared/ui/use-lazy-action';

interface SaveStageProps {
  figure: RefObject<HTMLElement | null>;
  title: string;
}

/** Hands out what a stage shows: its plots as SVG, its canvases, side by side and with their names, as PNG. */
export function SaveStage({ figure, title }: SaveStageProps) {
  const has = useSignal({ plots: false, canvases: false });
  useEffect(() => {
    const stage = figure.current;
    if (!stage) return;
    // A stage may have nothing to show before something has been predicted
    const look = (): void => {
      const plots = stage.querySelector('svg:not([aria-hidden])') !== null;
      const canvases = stage.querySelector('canvas') !== null;
      if (plots !== has.peek().plots || canvases !== has.peek().canvases) has.value = { plots, canvases };
    };
    look();
    const observer = new MutationObserver(look);
    observer.observe(stage, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [figure, has]);
  const { run, trouble } = useLazyAction();
  const label = shared.value.takeHome.stage(title);
  const save = async (): Promise<void> => {
    const { sheetPng } = await import('../../../shared/export/png');
    const { ground } = await import('../../../shared/export/svg');
    const { download } = await import('../../../shared/export/download');
    const found = [...(figure.current?.querySelectorAll('canvas') ?? [])];
    const pictures = found.map((canvas) => ({ canvas, name: canvas.parentElement?.querySelector('h3')?.textContent ?? '' }));
    const colours = { paper: ground(), ink: getComputedStyle(document.body).color };
    download(plotName(title, '.png'), 'image/png', await sheetPng(pictures, colours));
  };
  return (
    <div class="save-stage">
      {has.value.plots && <SavePlot title={title} control="learn.files" />}
      {has.value.canvases && (
        <button type="button" class="quiet save-plot" aria-label={label} title={label} onClick={() => run(save)}>
          PNG
        </button>
      )}
      {trouble}
    </div>
  );
}
