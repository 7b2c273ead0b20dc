import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Scale } from '../../../shared/chart/scales';
import { useWidth } from '../../../shared/ui/element';
import { SavePlot } from '../../../shared/ui/SavePlot';
import { unit } from '../../../shared/ui/unit';

export interface Area {
  width: number;
  height: number;
}

interface PlotProps {
  title: string;
  /** What the lines are, at the title's side. */
  keys?: ComponentChildren;
  /** The plot in a sentence. */
  label: string;
  hint?: string | undefined;
  height?: number;
  /** Something in it can be moved: then it is no mere picture to those who hear it. */
  interactive?: boolean;
  children(area: Area): ComponentChildren;
}

/** Room for the figures below the plot. */
const FOOT = 20;

/** A plot as wide as its place. */
export function Plot({ title, keys, label, hint, height = 130, interactive = false, children }: PlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const scale = unit().value;
  const width = Math.round(useWidth(box).value / scale);
  return (
    <figure class="plot">
      <figcaption>
        <h2>{title}</h2>
        {keys && <span class="keys">{keys}</span>}
        <SavePlot title={title} control="train.files" />
      </figcaption>
      <div ref={box} class="plot-box">
        {width > 0 && (
          <svg
            width={width * scale}
            height={(height + FOOT) * scale}
            viewBox={`0 0 ${width} ${height + FOOT}`}
            role={interactive ? 'group' : 'img'}
            aria-label={label}
          >
            {children({ width, height })}
          </svg>
        )}
      </div>
      {hint && <p class="hint">{hint}</p>}
    </figure>
  );
}

/** Room that a letter of an axis's name takes at most, in CSS pixels: Chinese ones are wide. */
const NAME_WIDTH = 13;
/** The same for a character of a figure, with what keeps the two apart. */
const FIGURE_WIDTH = 8;

/** Figures below, with the line they stand under. */
export function XAxis({ scale, area, name }: { scale: Scale; area: Area; name?: string }) {
  const kept = scale.ticks.filter(({ at, text }) => !name || at + (FIGURE_WIDTH * text.length) / 2 < area.width - NAME_WIDTH * name.length);
  return (
    <>
      <line class="axis" x1={0} x2={area.width} y1={area.height} y2={area.height} />
      {kept.map(({ at, text }) => (
        <text key={text} class="tick" x={at} y={area.height + 15} text-anchor={at < 8 ? 'start' : at > area.width - 12 ? 'end' : 'middle'}>
          {text}
        </text>
      ))}
      {name && (
        <text class="tick" x={area.width} y={area.height + 15} text-anchor="end">
          {name}
        </text>
      )}
    </>
  );
}

/** Lines across, each with its figure. */
export function YGrid({ scale, area }: { scale: Scale; area: Area }) {
  return (
    <>
      {scale.ticks.map(({ at, text }) => (
        <g key={text}>
          <line class="grid" x1={0} x2={area.width} y1={at} y2={at} />
          <text class="tick" x={2} y={at - 3}>
            {text}
          </text>
        </g>
      ))}
    </>
  );
}
