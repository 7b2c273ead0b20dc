import { text } from '../i18n/text';
import type { ControlName } from '../state/controls';
import { Control } from './Control';
import { useLazyAction } from './use-lazy-action';

/** The name of a file that holds a plot of this title. */
export const plotName = (title: string, ending: string): string =>
  `ddpm-lab-${title
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .toLowerCase()}${ending}`;

/** Saves the plots of the figure that it stands in, as they are just now. */
export function SavePlot({ title, control }: { title: string; control: ControlName }) {
  const label = text.value.takeHome.plot(title);
  const { run, trouble } = useLazyAction();
  const save = async (figure: HTMLElement | null): Promise<void> => {
    const { figureSvg } = await import('../export/svg');
    const { download } = await import('../export/download');
    const file = figure && figureSvg(figure);
    if (file) download(plotName(title, '.svg'), 'image/svg+xml', file);
  };
  return (
    <Control name={control}>
      <button
        type="button"
        class="quiet save-plot"
        aria-label={label}
        title={label}
        onClick={({ currentTarget }) => run(() => save(currentTarget.closest('figure')))}
      >
        SVG
      </button>
      {trouble}
    </Control>
  );
}
