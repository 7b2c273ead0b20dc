import type { ReadonlySignal } from '@preact/signals';
import { Chart, XAxis, YGrid } from '../../../../shared/chart/Chart';
import { figure } from '../../../../shared/chart/figure';
import { linearScale, logScale, pathOf } from '../../../../shared/chart/scales';
import { Range } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import { factorsOf, TARGETS, type Targets } from './store';

const STROKES = { epsilon: 'curve normal', v: 'curve learnt', x0: 'curve' } as const;
const PLACES = 160;
/** The chart shows factors from 1/MOST to MOST. */
const MOST = 200;

/** How many times as large an error of the target is in x̂_0, and in ε̂, over t. */
export function TargetsStage({ store, predicted }: { store: Targets; predicted: ReadonlySignal<boolean> }) {
  const d = text.value.targets;
  const part = usePart();
  const fixed = !predicted.value;
  const [curves, t, bar] = [store.curves.value, store.t.value, store.bar.value];
  const says =
    fixed || bar === null
      ? d.hidden
      : d.says(t, ...(TARGETS.map((target) => figure(factorsOf(target, bar).x0)) as [string, string, string]));
  return (
    <StageFigure says={says}>
      {!fixed &&
        curves &&
        (['x0', 'eps'] as const).map((what) => (
          <div key={what}>
            <h3>{d.charts[what]}</h3>
            <Chart label={says} height={130}>
              {(frame) => {
                const total = curves.alphaBar.length - 1;
                const x = linearScale(0, total, [0, frame.width], 5);
                const y = logScale(1 / MOST, MOST, [frame.height, 0]);
                const at = (i: number): number => Math.max(1, Math.round((total * i) / PLACES));
                return (
                  <>
                    <YGrid scale={y} area={frame} />
                    {TARGETS.map((target) => (
                      <path
                        key={target}
                        class={STROKES[target]}
                        d={pathOf(
                          Array.from(
                            { length: PLACES + 1 },
                            (_, i) => [x.at(at(i)), y.at(factorsOf(target, curves.alphaBar[at(i)] ?? 1)[what])] as const,
                          ),
                        )}
                        {...part(target)}
                      />
                    ))}
                    <line class="now-mean" x1={x.at(t)} x2={x.at(t)} y1={0} y2={frame.height} />
                    <XAxis scale={x} area={frame} name="t" />
                  </>
                );
              }}
            </Chart>
          </div>
        ))}
      {!fixed && (
        <ul class="legend">
          <li class="noise">{d.names.epsilon}</li>
          <li class="prediction">{d.names.v}</li>
          <li>{d.names.x0}</li>
        </ul>
      )}
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
      {fixed && <p class="hint">{text.value.fixed}</p>}
    </StageFigure>
  );
}
