import { css, type Palette } from '../../../../../shared/canvas/palette';
import { drawAxes, drawPoints, type Plane } from '../../../../../shared/canvas/plane';
import { Chart, XAxis } from '../../../../../shared/chart/Chart';
import { linearScale, logDomain, logScale, pathOf } from '../../../../../shared/chart/scales';
import { PlaneCanvas } from '../../../components/PlaneCanvas';
import { StageFigure } from '../../../components/StageFigure';
import { arrow } from '../../../draw/arrow';
import type { Vec2 } from '../../../vec2';
import { text } from '../locales/text';
import type { Debugger } from '../store/debugger';
import { STRETCH } from '../store/turns';
import { decimals } from '../store/values';
import { useDebugger } from './context';
import { Pad } from './Pad';
import { turnSays } from './says';

/** A turn as it is for one point: how noise takes it away, and where the network believes it came from. */
export function TurnStage() {
  const store = useDebugger();
  const d = text.value;
  const says = turnSays(store);
  const follow = (found: number | null): void => {
    if (found !== null) store.set({ particle: found });
  };
  return (
    <StageFigure says={says}>
      <div class="stage-frame">
        <Pad
          label={`${d.member} ${store.settings.value.particle}. ${d.batch}`}
          onArrow={(right, up) => follow(store.turns.neighbour([right, up]))}
        >
          <PlaneCanvas
            label={says}
            paint={(plane, palette) => paint(plane, palette, store)}
            onPoint={(x, y) => follow(store.turns.nearest(x, y))}
          />
        </Pad>
      </div>
      <ul class="legend">
        <li class="data">
          {d.legend.data}, {d.legend.x0}
        </li>
        <li class="noise">{d.legend.eps}</li>
        <li>{d.legend.xt}</li>
        <li class="prediction">{d.legend.guess}</li>
        <li class="noise faint">{d.legend.batch}</li>
      </ul>
      <p class="hint">{d.pickPoint}</p>
      <TrainOn />
      <Losses />
    </StageFigure>
  );
}

function paint(plane: Plane, palette: Palette, store: Debugger): void {
  const { turn, curves, data } = store.turns;
  const [now, alphaBar, points, line] = [turn.value, curves.value?.alphaBar, data.value, store.stepper.line.value];
  drawAxes(plane, palette.line);
  if (points) drawPoints(plane, points, css(palette.data, 0.3), 1.4);
  if (line >= 4) drawPoints(plane, store.turns.places(), css(palette.noise, 0.5), 2);
  if (!now || !alphaBar) return;
  const bar = alphaBar[now.t] ?? 1;
  const scaled = (values: readonly number[], factor: number): Vec2 => [factor * (values[0] ?? 0), factor * (values[1] ?? 0)];
  const [x0, xt] = [scaled(now.x0, 1), scaled(now.xt, 1)];
  if (line >= 3) arrow(plane, x0, scaled(now.x0, Math.sqrt(bar)), css(palette.data), 1.8, true);
  if (line >= 4) {
    arrow(plane, scaled(now.x0, Math.sqrt(bar)), xt, css(palette.noise), 2.6);
    drawPoints(plane, Float32Array.from(now.xt), css(palette.paper), 7);
    drawPoints(plane, Float32Array.from(now.xt), css(palette.ink), 5);
  }
  if (line >= 5) {
    const [gx, gy] = scaled(now.epsHat, Math.sqrt(1 - bar));
    arrow(plane, [xt[0] - gx, xt[1] - gy], xt, css(palette.prediction), 2.6);
    drawPoints(plane, Float32Array.of(xt[0] - gx, xt[1] - gy), css(palette.prediction), 4);
  }
  drawPoints(plane, Float32Array.from(now.x0), css(palette.paper), 7.5);
  drawPoints(plane, Float32Array.from(now.x0), css(palette.data), 5.5);
}

/** Many steps of training at once. */
function TrainOn() {
  const store = useDebugger();
  const d = text.value;
  const { stretch } = store.turns;
  const running = stretch.phase.value === 'running';
  return (
    <div class="stage-buttons">
      <button type="button" disabled={store.phase.value !== 'open' || running} onClick={() => void store.turns.trainOn()}>
        {d.trainOn(STRETCH)}
      </button>
      {running && (
        <>
          <progress value={stretch.progress.value} aria-label={d.trainOn(STRETCH)} />
          <button type="button" onClick={() => stretch.cancel()}>
            {d.cancel}
          </button>
        </>
      )}
    </div>
  );
}

/** Points of the curve at most. */
const SHOWN = 300;

/** The loss of every step so far, averaged where there are more than can be seen. */
function Losses() {
  const losses = useDebugger().turns.losses.value;
  if (losses.length < 2) return null;
  const stride = Math.max(1, Math.floor(losses.length / SHOWN));
  const means = Array.from({ length: Math.floor(losses.length / stride) }, (_, i) => {
    const stretch = losses.slice(i * stride, (i + 1) * stride);
    return stretch.reduce((a, b) => a + b, 0) / stretch.length;
  });
  const label = text.value.loss(losses.length, decimals(losses.at(-1) ?? NaN));
  return (
    <div>
      <Chart label={label} height={90}>
        {(frame) => {
          const y = logScale(...logDomain(means), [frame.height, 0]);
          const x = linearScale(0, losses.length, [0, frame.width], 5);
          return (
            <g>
              {y.ticks.map(({ at, text: tick }) => (
                <text key={tick} class="tick" x={2} y={Math.max(9, at - 3)}>
                  {tick}
                </text>
              ))}
              <path class="curve learnt thin" d={pathOf(means.map((mean, i) => [x.at((i + 0.5) * stride), y.at(mean)] as const))} />
              <XAxis scale={x} area={frame} />
            </g>
          );
        }}
      </Chart>
      <p class="hint">{label}</p>
    </div>
  );
}
