import type { TargetedPointerEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Position } from '../../../../../pkg/src/types';
import { type Palette, readPalette } from '../../../shared/canvas/palette';
import { type Plane, planeOf } from '../../../shared/canvas/plane';
import { theme } from '../../../shared/state/preferences';
import { useScheme, useWidth } from '../../../shared/ui/element';
import { placeAt } from '../draw/scene';

/** What a pointer does on a plane. */
export interface Pen {
  /** It is put down; false where there is nothing to be done with it there. */
  down(place: Position): boolean;
  move(place: Position): void;
  lift(): void;
}

interface SceneCanvasProps {
  /** What is to be seen, in a sentence with its numbers. */
  label: string;
  paint(plane: Plane, palette: Palette): void;
  /** Without it the plane is only looked at. */
  pen?: Pen | undefined;
}

/** The plane of the task, painted anew whenever its view is. */
export function SceneCanvas({ label, paint, pen }: SceneCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const side = useWidth(canvas).value;
  // Read, so that a change of colours paints anew
  theme.value;
  useScheme().value;
  useEffect(() => {
    const plane = canvas.current && planeOf(canvas.current, side);
    if (plane) paint(plane, readPalette());
  });
  const placeOf = (event: TargetedPointerEvent<HTMLCanvasElement>): Position => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    return placeAt(event.clientX - left, event.clientY - top, width);
  };
  const lift = (event: TargetedPointerEvent<HTMLCanvasElement>): void => {
    if (!pen || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    event.currentTarget.releasePointerCapture(event.pointerId);
    pen.lift();
  };
  return (
    <canvas
      ref={canvas}
      class={pen ? 'picture act-plane drawn-on' : 'picture act-plane'}
      role="img"
      aria-label={label}
      width={16}
      height={16}
      onPointerDown={(event) => {
        // A second finger draws no second line
        if (!pen || !event.isPrimary || !pen.down(placeOf(event))) return;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && pen?.move(placeOf(event))}
      onPointerUp={lift}
      onPointerCancel={lift}
    />
  );
}
