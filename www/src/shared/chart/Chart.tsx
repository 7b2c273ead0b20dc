/** The frame of every chart: an SVG as wide as its place, in the units of drawings (see unit.ts), and its two axes. */
import type { ComponentChildren, TargetedPointerEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { useWidth } from '../ui/element';
import { unit } from '../ui/unit';
import type { Scale } from './scales';

/** The part of a chart above its foot. */
export interface Area {
  width: number;
  height: number;
}

/** Height of the axis labels below the area. */
const FOOT = 20;
/** Baseline of the axis labels, below the area. */
export const FIGURES_Y = 15;

interface ChartProps {
  /** The chart in a sentence, for those who do not see it. */
  label: string;
  /** Without the foot. */
  height: number;
  /** group: something in it can be moved, so that it is no mere picture. */
  role?: 'img' | 'group';
  /** Called while the chart is pressed or dragged, with the place of the pointer: 0 is the left edge, 1 the right. */
  onDrag?: ((share: number) => void) | undefined;
  children(area: Area): ComponentChildren;
}

export function Chart({ label, height, role = 'img', onDrag, children }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const scale = unit().value;
  const width = Math.round(useWidth(box).value / scale);
  const drag = (event: TargetedPointerEvent<SVGSVGElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    onDrag?.((event.clientX - left) / width);
  };
  return (
    <div ref={box} class="chart">
      {width > 0 && (
        <svg
          width={width * scale}
          height={(height + FOOT) * scale}
          viewBox={`0 0 ${width} ${height + FOOT}`}
          role={role}
          aria-label={label}
          onPointerDown={(event) => {
            if (!onDrag) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            drag(event);
          }}
          onPointerMove={(event) => onDrag && event.currentTarget.hasPointerCapture(event.pointerId) && drag(event)}
        >
          {children({ width, height })}
        </svg>
      )}
    </div>
  );
}

/** Room that a letter of an axis's name takes at most: Chinese ones are wide. */
const NAME_WIDTH = 13;
/** Width of a character of an axis label, with the gap to the name. */
const FIGURE_WIDTH = 8;

/** The horizontal axis: a line with tick labels below it. */
export function XAxis({ scale, area, name }: { scale: Scale; area: Area; name?: string }) {
  const kept = scale.ticks.filter(({ at, text }) => !name || at + (FIGURE_WIDTH * text.length) / 2 < area.width - NAME_WIDTH * name.length);
  return (
    <>
      <line class="axis" x1={0} x2={area.width} y1={area.height} y2={area.height} />
      {kept.map(({ at, text }) => (
        <text
          key={text}
          class="tick"
          x={at}
          y={area.height + FIGURES_Y}
          text-anchor={at < 8 ? 'start' : at > area.width - 12 ? 'end' : 'middle'}
        >
          {text}
        </text>
      ))}
      {name && (
        <text class="tick" x={area.width} y={area.height + FIGURES_Y} text-anchor="end">
          {name}
        </text>
      )}
    </>
  );
}

/** Horizontal grid lines with their tick labels. */
export function YGrid({ scale, area }: { scale: Pick<Scale, 'ticks'>; area: Area }) {
  return (
    <>
      {scale.ticks.map(({ at, text }) => (
        <g key={text}>
          <line class="grid" x1={0} x2={area.width} y1={at} y2={at} />
          <text class="tick" x={2} y={Math.max(9, at - 3)}>
            {text}
          </text>
        </g>
      ))}
    </>
  );
}
