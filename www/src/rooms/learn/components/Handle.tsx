import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import type { Area } from '../../../shared/chart/Chart';
import { linearScale, type Scale } from '../../../shared/chart/scales';
import { unit } from '../../../shared/ui/unit';
import { usePart } from './context';

/** The part of the number line that one-dimensional stages show. */
export const REACH = 3.5;

export function line(area: Area, reach = REACH): Scale {
  return linearScale(-reach, reach, [0, area.width], 7);
}

interface HandleProps {
  /** Its part of the stage, as texts name it. */
  part: string;
  colour: 'data' | 'noise' | 'prediction' | 'ink';
  label: string;
  scale: Scale;
  y: number;
  value: number;
  low: number;
  high: number;
  /** It stays where it is. */
  disabled?: boolean;
  onChange(value: number): void;
}

/** A press of an arrow key moves a handle so far. */
const NUDGE = 0.05;

/** A point on the number line to be dragged, or moved by the arrow keys. */
export function Handle({ part, colour, label, scale, y, value, low, high, disabled = false, onChange }: HandleProps) {
  const lit = usePart();
  const set = (next: number): void => {
    if (!disabled) onChange(Math.round(Math.min(high, Math.max(low, next)) * 100) / 100);
  };
  const drag = (event: TargetedPointerEvent<SVGCircleElement>): void => {
    const svg = event.currentTarget.ownerSVGElement;
    if (svg) set(scale.invert((event.clientX - svg.getBoundingClientRect().left) / unit().peek()));
  };
  const onKey = (event: TargetedKeyboardEvent<SVGCircleElement>): void => {
    const by = { ArrowRight: NUDGE, ArrowUp: NUDGE, ArrowLeft: -NUDGE, ArrowDown: -NUDGE }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    // Elsewhere the same keys turn to the next lesson
    event.stopPropagation();
    set(value + by);
  };
  return (
    <circle
      class={`dragger ${colour}`}
      cx={scale.at(value)}
      cy={y}
      r={9}
      // In SVG, attributes have one spelling
      tabindex={disabled ? undefined : 0}
      role="slider"
      aria-disabled={disabled || undefined}
      aria-label={label}
      aria-valuemin={low}
      aria-valuemax={high}
      aria-valuenow={value}
      {...lit(part)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && drag(event)}
      onKeyDown={onKey}
    />
  );
}

/** An arrow between two points of a chart. */
export function Arrow({ x1, y1, x2, y2, class: name }: { x1: number; y1: number; x2: number; y2: number; class: string }) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length < 1) return null;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const head = Math.min(7, length / 2);
  const wing = (side: number): string => `${x2 - head * (ux + side * 0.55 * uy)} ${y2 - head * (uy - side * 0.55 * ux)}`;
  return <path class={`arrow ${name}`} d={`M${x1} ${y1}L${x2} ${y2}M${wing(1)}L${x2} ${y2}L${wing(-1)}`} />;
}
