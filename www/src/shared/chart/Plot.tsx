import type { ComponentChildren } from 'preact';
import type { ControlName } from '../state/controls';
import { SavePlot } from '../ui/SavePlot';
import { type Area, Chart } from './Chart';

interface PlotProps {
  title: string;
  /** The control that hides the button that saves it. */
  control: ControlName;
  /** What the lines are, at the title's side. */
  keys?: ComponentChildren;
  /** The plot in a sentence. */
  label: string;
  hint?: string | undefined;
  height?: number;
  /** Something in it can be moved. */
  interactive?: boolean;
  onDrag?: (share: number) => void;
  children(area: Area): ComponentChildren;
}

/** A chart with its title, what its lines are, and a button that saves it. */
export function Plot({ title, control, keys, label, hint, height = 130, interactive = false, onDrag, children }: PlotProps) {
  return (
    <figure class="plot">
      <figcaption>
        <h2>{title}</h2>
        {keys && <span class="keys">{keys}</span>}
        <SavePlot title={title} control={control} />
      </figcaption>
      <Chart label={label} height={height} role={interactive ? 'group' : 'img'} onDrag={onDrag}>
        {children}
      </Chart>
      {hint && <p class="hint">{hint}</p>}
    </figure>
  );
}
