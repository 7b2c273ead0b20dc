import { css, type Palette } from '../../../../../shared/canvas/palette';
import { drawAxes, drawPoints, type Plane, toX, toY } from '../../../../../shared/canvas/plane';
import { PlaneCanvas } from '../../../components/PlaneCanvas';
import { StageFigure } from '../../../components/StageFigure';
import { arrow } from '../../../draw/arrow';
import type { Vec2 } from '../../../vec2';
import { text } from '../locales/text';
import type { Debugger } from '../store/debugger';
import { COUNT } from '../store/settings';

import { useDebugger } from './context';
import { Pad } from './Pad';
import { reverseSays } from './says';

const pair = ([x = 0, y = 0]: readonly number[]): Vec2 => [x, y];

/** The cloud on its way, the particle that is followed, and its step as arrows. */
export function PointsStage() {
  const store = useDebugger();
  const d = text.value;
  const { particle } = store.settings.value;
  const [step, t] = [store.step(), store.stepper.t.value ?? store.reverse()?.times[0] ?? 0];
  const says = reverseSays(store);
  const follow = (found: number | null): void => {
    if (found !== null) store.set({ particle: found });
  };
  return (
    <StageFigure says={says}>
      <div class="stage-frame">
        <Pad
          label={`${d.particle} ${particle}. ${d.cloud(t)}`}
          onArrow={(right, up) => follow(store.points.neighbour(step, particle, [right, up]))}
        >
          <PlaneCanvas
            label={says}
            paint={(plane, palette) => paint(plane, palette, store, step)}
            onPoint={(x, y) => follow(store.points.nearest(step, x, y))}
          />
        </Pad>
      </div>
      <ul class="legend">
        <li class="data">{d.legend.data}</li>
        <li class="noise faint">{d.legend.cloud}</li>
        <li>{d.legend.here}</li>
        <li class="prediction">{d.legend.belief}</li>
        <li>{d.legend.mean}</li>
        <li class="noise">{d.legend.noise}</li>
      </ul>
      <p class="hint">{d.pick}</p>
    </StageFigure>
  );
}

function paint(plane: Plane, palette: Palette, store: Debugger, step: number): void {
  const [all, trace, now] = [store.points.all.value, store.points.trace.value, store.points.values.value];
  drawAxes(plane, palette.line);
  if (!all || !trace || !now) return;
  const line = store.stepper.line.value;
  drawPoints(plane, all.data, css(palette.data, 0.22), 1.3);
  drawPoints(plane, store.points.moment(step).subarray(0, 2 * COUNT), css(palette.noise, 0.55), 2);
  path(plane, trace.x.subarray(0, 2 * (step + 1)), css(palette.ink, 0.6));
  if (line === 4) {
    const [xt, mean, next] = [pair(now.xt), pair(now.mean), pair(now.next)];
    arrow(plane, xt, pair(now.x0), css(palette.prediction), 2.2, true);
    arrow(plane, xt, mean, css(palette.ink), 2.6);
    arrow(plane, mean, next, css(palette.noise), 2.6);
    drawPoints(plane, Float32Array.from(now.x0), css(palette.prediction), 4.5);
    drawPoints(plane, Float32Array.from(next), css(palette.noise), 5);
  }
  const here = trace.x.subarray(2 * step, 2 * step + 2);
  drawPoints(plane, here, css(palette.paper), 7.5);
  drawPoints(plane, here, css(palette.ink), 5.5);
}

/** The way of a particle so far. */
function path(plane: Plane, points: Float32Array, colour: string): void {
  const { context } = plane;
  context.strokeStyle = colour;
  context.lineWidth = 1.3;
  context.lineJoin = 'round';
  context.beginPath();
  for (let i = 0; i + 1 < points.length; i += 2) context.lineTo(toX(plane, points[i] ?? 0), toY(plane, points[i + 1] ?? 0));
  context.stroke();
}
