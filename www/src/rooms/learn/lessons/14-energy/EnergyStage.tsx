import type { ReadonlySignal } from '@preact/signals';
import { css } from '../../../../shared/canvas/palette';
import { drawArrows, drawHeat, drawPoints, quantile } from '../../../../shared/canvas/plane';
import { figure } from '../../../../shared/chart/figure';
import { Range } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { PlaneCanvas } from '../../components/PlaneCanvas';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import { placeWords, signed, type Vec2 } from '../../vec2';
import { ARROWS, CELLS, type Energy } from './store';

/** Lengths of arrows are cut at this part of them. */
const LONG = 0.9;

function lengths(vectors: Float32Array): number[] {
  return Array.from({ length: vectors.length / 2 }, (_, i) => Math.hypot(vectors[2 * i] ?? 0, vectors[2 * i + 1] ?? 0));
}

/** The energy of the noised data as a surface with its slope, and beside it the slope that the network says. */
export function EnergyStage({ store, predicted }: { store: Energy; predicted: ReadonlySignal<boolean> }) {
  const d = text.value.energy;
  const part = usePart();
  const fixed = !predicted.value;
  const [t, x, here, surface, trained] = [store.t.value, store.x.value, store.here.value, store.surface.value, store.trained.value];
  const fields = { exact: store.exact.value, network: store.network.value };
  const unit = fields.exact ? quantile(lengths(fields.exact), LONG) : 1;
  const says = here && !fixed ? d.says(t, placeWords(x), signed(figure(here.energy)), placeWords(here.byEps)) : d.hidden(t);
  return (
    <StageFigure says={says}>
      <div class="sides">
        {(['exact', 'network'] as const).map((whose) => (
          <div class="side" key={whose} {...part(whose)}>
            <h3>{whose === 'exact' ? d.exactTitle : d.networkTitle(trained)}</h3>
            <PlaneCanvas
              label={`${whose === 'exact' ? d.exactTitle : d.networkTitle(trained)}. ${says}`}
              paint={(plane, palette) => {
                if (surface) drawHeat(plane, surface, CELLS, palette.data, 0.55);
                const field = fields[whose];
                const colour = whose === 'exact' ? palette.ink : palette.prediction;
                if (field && !fixed) drawArrows(plane, store.places, field, ARROWS, unit, css(colour, 0.85));
                drawPoints(plane, Float32Array.from(x), css(palette.ink), 5);
              }}
              {...(!fixed && { onPoint: (u: number, v: number) => store.place(u, v), at: x })}
            />
          </div>
        ))}
      </div>
      <div {...part('time')}>
        <Range
          label={d.time}
          shown={`t = ${t}`}
          value={t}
          min={20}
          max={1000}
          step={10}
          disabled={fixed}
          onInput={(value) => store.seek(value)}
        />
      </div>
      {fixed && <p class="hint">{text.value.fixed}</p>}
      {here && !fixed && (
        <dl class="digits">
          {(['byEnergy', 'byEps'] as const).map((way) => (
            <div key={way} {...part(way)}>
              <dt>{d[way]}</dt>
              <dd>{digits(here[way])}</dd>
            </div>
          ))}
        </dl>
      )}
    </StageFigure>
  );
}

function digits([u, v]: Vec2): string {
  return `(${signed(u.toFixed(4))}, ${signed(v.toFixed(4))})`;
}
