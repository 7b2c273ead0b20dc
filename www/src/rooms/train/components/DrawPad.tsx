import { useSignal, useSignalEffect } from '@preact/signals';
import type { TargetedPointerEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { css, readPalette } from '../../../shared/canvas/palette';
import { planeOf } from '../../../shared/canvas/plane';
import { useWidth } from '../../../shared/ui/element';
import { text } from '../locales/text';
import { FEWEST, filled, onPad, type Stroke, strokePoints } from '../store/points';
import { useTraining } from './context';

type Point = readonly [number, number];

/** Draw data with mouse, pen or finger; with every stroke the training begins anew. Points from a table are shown until then. */
export function DrawPad() {
  const training = useTraining();
  const t = text.value.draw;
  const strokes = useSignal<readonly Stroke[]>([]);
  /** The points in use, where they were drawn or pasted here. */
  const known = useRef<Float32Array | null>(null);
  /** Points from elsewhere, shown until a stroke is drawn. */
  const elsewhere = useRef<Float32Array | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const side = useWidth(canvas);

  useSignalEffect(() => {
    const own = training.own.value;
    if (own?.dims === 2 && own.values !== known.current) {
      known.current = own.values;
      elsewhere.current = own.values;
      strokes.value = [];
    }
    const drawn = strokes.value;
    if (drawn.length > 0) elsewhere.current = null;
    const plane = canvas.current && planeOf(canvas.current, side.value);
    if (!plane) return;
    const { context } = plane;
    context.fillStyle = css(readPalette().data);
    for (const [x, y] of elsewhere.current ? onPad(elsewhere.current) : drawn.flat()) {
      context.beginPath();
      context.arc(x * plane.side, y * plane.side, 2.2, 0, 2 * Math.PI);
      context.fill();
    }
  });

  const at = (event: TargetedPointerEvent<HTMLCanvasElement>): Point => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const inside = (share: number): number => Math.min(1, Math.max(0, share));
    return [inside((event.clientX - left) / width), inside((event.clientY - top) / height)];
  };
  const use = (drawn: readonly Stroke[]): void => {
    const values = strokePoints(drawn);
    if (values.length < 2 * FEWEST) return;
    known.current = values;
    training.setOwn({ dims: 2, values });
  };
  const change = (drawn: readonly Stroke[]): void => {
    strokes.value = drawn;
    use(drawn);
  };
  const end = (event: TargetedPointerEvent<HTMLCanvasElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    event.currentTarget.releasePointerCapture(event.pointerId);
    use(strokes.value);
  };
  return (
    <div class="draw">
      <canvas
        ref={canvas}
        class="draw-pad picture"
        role="img"
        aria-label={`${t.label}: ${t.drawn(strokePoints(strokes.value).length / 2)}`}
        width={16}
        height={16}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          strokes.value = [...strokes.value, [at(event)]];
        }}
        onPointerMove={(event) => {
          const stroke = strokes.value.at(-1);
          const from = stroke?.at(-1);
          if (!stroke || !from || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
          strokes.value = [...strokes.value.slice(0, -1), [...stroke, ...filled(from, at(event))]];
        }}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <div class="draw-tools">
        <button
          type="button"
          class="quiet labelled"
          disabled={strokes.value.length === 0}
          onClick={() => change(strokes.value.slice(0, -1))}
        >
          {t.undo}
        </button>
        <button type="button" class="quiet labelled" disabled={strokes.value.length === 0} onClick={() => (strokes.value = [])}>
          {t.clear}
        </button>
        <span class="hint">{t.hint}</span>
      </div>
    </div>
  );
}
