import { useEffect, useRef } from 'preact/hooks';
import type { ImageShape } from '../../../../../../../pkg/src/types';
import { paintSheet } from '../../../../../shared/canvas/canvas';
import { theme } from '../../../../../shared/state/preferences';
import { useScheme, useWidth } from '../../../../../shared/ui/element';
import { StageFigure } from '../../../components/StageFigure';
import { text } from '../locales/text';
import { after, pixelIn } from '../store/pictures';
import { words } from '../store/values';
import { useDebugger } from './context';
import { Pad } from './Pad';
import { reverseSays } from './says';

/** The picture on its way, what is believed of it and of its noise, and the pixel that is followed in all three. */
export function PicturesStage() {
  const store = useDebugger();
  const d = text.value;
  const { pictures, stepper } = store;
  const shape = pictures.opened.value?.shape ?? null;
  const says = reverseSays(store);
  const [step, line] = [store.step(), stepper.line.value];
  const now = pictures.frame(step);
  // On line 4 the step has been taken; before it, the last that the network said was of the step before
  const taken = line === 4;
  const said = taken || line === 6 ? pictures.frame(line === 6 ? step - 1 : step) : pictures.frame(step - 1);
  const x = now && (taken ? after(now) : now.x_t);
  const t = now ? (taken ? (now.tNext ?? 0) : now.t) : 0;
  const stale = !taken && line !== 6;
  const { column, row } = pictures.pixel();
  const follow = (toColumn: number, toRow: number): void => {
    if (!shape) return;
    const within = (value: number, size: number): number => Math.min(size, Math.max(1, value));
    store.set({ column: within(toColumn, shape.width), row: within(toRow, shape.height) });
  };
  return (
    <StageFigure says={says}>
      <div class="debug-pictures">
        {(
          [
            ['x', d.pictures.x(t), x, false],
            ['x0', d.pictures.x0, said?.x0_hat ?? null, stale],
            ['eps', d.pictures.eps, said?.eps_hat ?? null, stale],
          ] as const
        ).map(([name, title, values, faint]) => (
          <figure key={name} class={faint && values ? 'debug-picture stale' : 'debug-picture'} data-picture={name}>
            <Pad
              label={`${title}: ${d.pad(column, row, values && shape ? words(pixelIn(values, shape, column - 1, row - 1)) : '–')}`}
              onPick={(across, down) => shape && follow(1 + Math.floor(across * shape.width), 1 + Math.floor(down * shape.height))}
              onArrow={(right, up) => follow(column + right, row - up)}
            >
              <Enlarged label={title} values={values} shape={shape} column={column} row={row} />
            </Pad>
            <figcaption class="hint">{faint && values ? d.stale(title) : title}</figcaption>
          </figure>
        ))}
      </div>
      <p class="hint">{d.picture}</p>
    </StageFigure>
  );
}

interface EnlargedProps {
  label: string;
  values: Float32Array | null;
  shape: ImageShape | null;
  column: number;
  row: number;
}

/** A small picture, large, with a frame about one of its pixels. */
function Enlarged({ label, values, shape, column, row }: EnlargedProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(canvas).value;
  // Read, so that a change of colours paints anew
  theme.value;
  useScheme().value;
  useEffect(() => {
    const context = canvas.current && paintSheet(canvas.current, values, shape, width);
    if (!canvas.current || !context || !values || !shape) return;
    const side = canvas.current.width / shape.width;
    // Light within dark is seen on whatever it lies
    for (const [colour, out, thick] of [
      ['#000', 1.5, 5],
      ['#fff', 1.5, 2.5],
    ] as const) {
      context.strokeStyle = colour;
      context.lineWidth = thick * devicePixelRatio * 0.6;
      context.strokeRect((column - 1) * side - out, (row - 1) * side - out, side + 2 * out, side + 2 * out);
    }
  });
  return <canvas ref={canvas} class="picture" role="img" aria-label={label} width={16} height={16} />;
}
