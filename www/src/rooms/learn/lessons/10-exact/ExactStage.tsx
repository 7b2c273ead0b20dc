import type { ReadonlySignal } from '@preact/signals';
import { css, type Palette } from '../../../../shared/canvas/palette';
import { drawAxes, drawCrosses, drawPoints, type Plane, toX, toY } from '../../../../shared/canvas/plane';
import { figure } from '../../../../shared/chart/figure';
import { Range } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { PlaneCanvas } from '../../components/PlaneCanvas';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import type { Softmax } from '../../store/exact';
import { type Exact, FEW, MANY } from './store';

function paint(
  plane: Plane,
  palette: Palette,
  lit: string | null,
  points: Float32Array,
  x: readonly [number, number],
  ours: Softmax,
): void {
  const { context } = plane;
  drawAxes(plane, palette.line);
  // Each training point pulls as hard as its weight
  ours.weights.forEach((weight, i) => {
    if (weight < 0.002) return;
    context.strokeStyle = css(palette.prediction, 0.25 + 0.75 * weight);
    context.lineWidth = (lit === 'weights' ? 3 : 1) + 9 * weight;
    context.beginPath();
    context.moveTo(toX(plane, x[0]), toY(plane, x[1]));
    context.lineTo(toX(plane, points[2 * i] ?? 0), toY(plane, points[2 * i + 1] ?? 0));
    context.stroke();
  });
  drawCrosses(plane, points, css(palette.data), lit === 'points' ? 8 : 5);
  drawPoints(plane, Float32Array.from(ours.mean), css(palette.prediction), lit === 'belief' ? 12 : 8);
  drawPoints(plane, Float32Array.from(x), css(palette.ink), lit === 'here' ? 10 : 6);
}

/** x_t, the training points it may come from, and their mean. */
export function ExactStage({ store, predicted }: { store: Exact; predicted: ReadonlySignal<boolean> }) {
  const d = text.value.exact;
  const part = usePart();
  const fixed = !predicted.value;
  const [points, ours, x, t, engines] = [store.points.value, store.ours.value, store.x.value, store.t.value, store.engines.value];
  const most = ours?.weights.reduce((a, b) => Math.max(a, b), 0) ?? 0;
  const says = ours
    ? d.says(t, `(${figure(x[0])}, ${figure(x[1])})`, `(${figure(ours.mean[0])}, ${figure(ours.mean[1])})`, text.value.percent(most))
    : text.value.waiting;
  const away = ours && engines ? Math.hypot(ours.mean[0] - engines[0], ours.mean[1] - engines[1]) : null;
  return (
    <StageFigure says={says}>
      <div class="stage-frame">
        <PlaneCanvas
          label={says}
          paint={(plane, palette, lit) => points && ours && paint(plane, palette, lit, points, x, ours)}
          {...(!fixed && { onPoint: (u: number, v: number) => store.place(u, v), at: x })}
        />
      </div>
      <ul class="legend clouds">
        <li class="data">{d.legend.points}</li>
        <li>{d.legend.here}</li>
        <li class="prediction">{d.legend.belief}</li>
      </ul>
      <div {...part('time')}>
        <Range
          label={d.time}
          shown={`t = ${t}`}
          value={t}
          min={1}
          max={1000}
          step={1}
          disabled={fixed}
          onInput={(value) => store.seek(value)}
        />
      </div>
      <div class="two-ranges" {...part('here')}>
        {([0, 1] as const).map((i) => (
          <Range
            key={i}
            label={text.value.coordinates[i] ?? ''}
            shown={figure(x[i])}
            value={x[i]}
            min={-3}
            max={3}
            step={0.05}
            disabled={fixed}
            onInput={(value) => (i === 0 ? store.place(value, x[1]) : store.place(x[0], value))}
          />
        ))}
      </div>
      {fixed && <p class="hint">{text.value.fixed}</p>}
      {away !== null && <p class="hint">{d.agrees(away.toExponential(1).replaceAll('-', '−'))}</p>}
    </StageFigure>
  );
}

function nameOf(name: 'exact' | 'few' | 'many'): string {
  return text.value.exact.denoisers[name](name === 'many' ? MANY : FEW);
}

/** Samples of three denoisers over their training points. */
export function MemoryStage({ store }: { store: Exact }) {
  const d = text.value.exact;
  const memory = store.memory.value;
  const points = store.points.value;
  const share = (value: number): string => text.value.percent(value);
  const says = memory ? d.memorySays(share(memory.exact), share(memory.few), share(memory.many)) : d.memoryEmpty;
  return (
    <StageFigure says={says}>
      <div class="sides">
        {(['exact', 'few', 'many'] as const).map((name) => {
          const cloud = store.clouds.value[name];
          return (
            <div class="side" key={name}>
              <h3>{nameOf(name)}</h3>
              <PlaneCanvas
                label={d.cloudLabel(nameOf(name), memory ? share(memory[name]) : '–')}
                paint={(plane, palette) => {
                  drawAxes(plane, palette.line);
                  if (points && name !== 'many') drawCrosses(plane, points, css(palette.data), 7.5);
                  if (cloud) drawPoints(plane, cloud, css(palette.prediction, 0.7), 1.8);
                }}
              />
              <p class="side-number">{memory ? d.heart(share(memory[name])) : ''}</p>
            </div>
          );
        })}
      </div>
    </StageFigure>
  );
}
