import type { ReadonlySignal } from '@preact/signals';
import { css, type Palette } from '../../../../shared/canvas/palette';
import { drawAxes, drawCrosses, drawPoints, type Plane } from '../../../../shared/canvas/plane';
import { figure } from '../../../../shared/chart/figure';
import { Range } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { PlaneCanvas } from '../../components/PlaneCanvas';
import { StageFigure } from '../../components/StageFigure';
import { arrow } from '../../draw/arrow';
import { text } from '../../locales/text';
import type { Vec2 } from '../../vec2';
import { type Anatomy, type Reverse, TOTAL } from './store';

function paintAnatomy(plane: Plane, palette: Palette, lit: string | null, data: Float32Array | null, a: Anatomy | null, x: Vec2): void {
  drawAxes(plane, palette.line);
  if (data) drawCrosses(plane, data.subarray(0, 2000), css(palette.data, 0.35), 2.2);
  const strong = (part: string): number => (lit === part ? 5 : 2.5);
  if (a) {
    arrow(plane, a.xt, a.x0, css(palette.prediction), strong('belief'), true);
    arrow(plane, a.xt, a.mean, css(palette.ink), strong('mean'));
    arrow(plane, a.mean, a.next, css(palette.noise), strong('noise'));
    drawPoints(plane, Float32Array.from(a.x0), css(palette.prediction), lit === 'belief' ? 8 : 5);
    drawPoints(plane, Float32Array.from(a.mean), css(palette.ink), lit === 'mean' ? 7 : 3.5);
    drawPoints(plane, Float32Array.from(a.next), css(palette.noise), lit === 'noise' ? 8 : 5);
  }
  drawPoints(plane, Float32Array.from(x), css(palette.ink), lit === 'here' ? 10 : 6);
}

/** One reverse step as arrows: what is believed, where the mean goes, and what noise adds. */
export function AnatomyStage({ store, predicted }: { store: Reverse; predicted: ReadonlySignal<boolean> }) {
  const d = text.value.reverse;
  const part = usePart();
  const fixed = !predicted.value;
  const [a, x, t, data] = [store.anatomy.value, store.x.value, store.t.value, store.data.value];
  const pair = ([u, v]: Vec2): string => `(${figure(u)}, ${figure(v)})`;
  const shown = t > 0 ? a : null;
  const says = shown
    ? d.says(shown.t, pair(shown.xt), pair(shown.x0), pair(shown.mean), figure(shown.sigma), pair(shown.next))
    : t === 0
      ? d.arrived(pair(x))
      : text.value.waiting;
  return (
    <StageFigure says={says}>
      <div class="stage-frame">
        <PlaneCanvas
          label={says}
          paint={(plane, palette, lit) => paintAnatomy(plane, palette, lit, data, shown, x)}
          {...(!fixed && { onPoint: (u: number, v: number) => store.place(u, v), at: x })}
        />
      </div>
      <ul class="legend clouds">
        <li class="data">{d.legend.data}</li>
        <li class="prediction">{d.legend.belief}</li>
        <li>{d.legend.mean}</li>
        <li class="noise">{d.legend.noise}</li>
      </ul>
      <div class="stage-buttons">
        <button type="button" class="primary" disabled={fixed || t === 0} onClick={() => store.take()}>
          {d.take}
        </button>
        <button type="button" disabled={fixed || t <= 1} onClick={() => store.redraw()}>
          {d.redraw}
        </button>
      </div>
      <div {...part('time')}>
        <Range
          label={d.time}
          shown={`t = ${t} / ${TOTAL}`}
          value={t}
          min={0}
          max={TOTAL}
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
    </StageFigure>
  );
}
