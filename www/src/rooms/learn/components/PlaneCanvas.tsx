import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { EXTENT } from '../../../shared/canvas/grid';
import { type Palette, readPalette } from '../../../shared/canvas/palette';
import { type Plane, planeOf } from '../../../shared/canvas/plane';
import { theme } from '../../../shared/state/preferences';
import { useScheme, useWidth } from '../../../shared/ui/element';
import { text } from '../locales/text';
import { useLearning } from './context';

interface PlaneCanvasProps {
  /** What is to be seen, in a sentence with its numbers. */
  label: string;
  paint(plane: Plane, palette: Palette, lit: string | null): void;
  /** A click, or a drag, at a place of the plane. */
  onPoint?: ((x: number, y: number) => void) | undefined;
  /** Where that is which one places: the arrow keys move it from there. */
  at?: readonly [number, number] | undefined;
}

/** An arrow key moves so far, with Shift so far. */
const NUDGE = 0.05;
const LEAP = 0.5;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** A square canvas over ±EXTENT, painted anew whenever its view is. Where something on it can be placed, by keys as well. */
export function PlaneCanvas({ label, paint, onPoint, at }: PlaneCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const side = useWidth(canvas).value;
  const lit = useLearning().lit.value;
  // Read, so that a change of colours paints anew
  theme.value;
  useScheme().value;
  useEffect(() => {
    const plane = canvas.current && planeOf(canvas.current, side);
    if (plane) paint(plane, readPalette(), lit);
  });
  const point = (event: TargetedPointerEvent<HTMLCanvasElement>): void => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const place = (pixels: number): number => (pixels / width) * 2 * EXTENT - EXTENT;
    onPoint?.(place(event.clientX - left), -place(event.clientY - top));
  };
  const onKey = (event: TargetedKeyboardEvent<HTMLCanvasElement>): void => {
    const arrow = ARROWS[event.key];
    if (!arrow || !at || !onPoint || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    // Elsewhere the same keys turn to the next lesson
    event.stopPropagation();
    const by = event.shiftKey ? LEAP : NUDGE;
    const inside = (value: number): number => Math.min(EXTENT, Math.max(-EXTENT, value));
    onPoint(inside(at[0] + by * arrow[0]), inside(at[1] + by * arrow[1]));
  };
  const movable = onPoint && at;
  return (
    <canvas
      ref={canvas}
      class={onPoint ? 'picture plane dragged' : 'picture plane'}
      role={movable ? 'application' : 'img'}
      tabIndex={movable ? 0 : undefined}
      aria-label={movable ? `${label} ${text.value.movable}` : label}
      width={16}
      height={16}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        if (!onPoint) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        point(event);
      }}
      onPointerMove={(event) => onPoint && event.currentTarget.hasPointerCapture(event.pointerId) && point(event)}
    />
  );
}
