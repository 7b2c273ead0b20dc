import type { TargetedPointerEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useScheme, useWidth } from '../../components/context';
import { theme } from '../../store/preferences';
import { type Palette, readPalette } from '../../train/draw/palette';
import type { Plane } from '../../train/draw/plane';
import { prepared } from '../../train/draw/stage';
import { EXTENT } from '../../train/store/grid';
import { useLearning } from './context';

interface PlaneCanvasProps {
  /** What is to be seen, in a sentence with its numbers. */
  label: string;
  paint(plane: Plane, palette: Palette, lit: string | null): void;
  /** A click, or a drag, at a place of the plane. */
  onPoint?: ((x: number, y: number) => void) | undefined;
}

/** A square canvas over ±EXTENT, painted anew whenever its view is. */
export function PlaneCanvas({ label, paint, onPoint }: PlaneCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const probes = useRef<HTMLSpanElement>(null);
  const side = useWidth(canvas).value;
  const lit = useLearning().lit.value;
  // Read, so that a change of colours paints anew
  theme.value;
  useScheme().value;
  useEffect(() => {
    const plane = canvas.current && prepared(canvas.current, side);
    if (plane && probes.current) paint(plane, readPalette(probes.current), lit);
  });
  const at = (event: TargetedPointerEvent<HTMLCanvasElement>): void => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const place = (pixels: number): number => (pixels / width) * 2 * EXTENT - EXTENT;
    onPoint?.(place(event.clientX - left), -place(event.clientY - top));
  };
  return (
    <>
      <canvas
        ref={canvas}
        class={onPoint ? 'picture plane dragged' : 'picture plane'}
        role="img"
        aria-label={label}
        width={16}
        height={16}
        onPointerDown={(event) => {
          if (!onPoint) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          at(event);
        }}
        onPointerMove={(event) => onPoint && event.currentTarget.hasPointerCapture(event.pointerId) && at(event)}
      />
      <span class="palette" ref={probes} aria-hidden="true">
        {['data', 'noise', 'prediction', 'ink', 'line', 'paper'].map((name) => (
          <i key={name} class={name} />
        ))}
      </span>
    </>
  );
}
