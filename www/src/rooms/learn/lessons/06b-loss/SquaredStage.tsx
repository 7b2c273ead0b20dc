import type { ReadonlySignal } from '@preact/signals';
import { Chart, XAxis, YGrid } from '../../../../shared/chart/Chart';
import { figure } from '../../../../shared/chart/figure';
import { linearScale, pathOf, type Scale } from '../../../../shared/chart/scales';
import { Range } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import { signed } from '../../vec2';
import { errorsAt, HIGH, LOW, type SquaredError } from './store';

const [FROM, TO] = [-1.6, 2.6];
const PLACES = 120;

/** Two values that x_0 may have, and what every answer costs: squared, and as a distance. */
export function SquaredStage({ store, predicted }: { store: SquaredError; predicted: ReadonlySignal<boolean> }) {
  const d = text.value.loss.squared;
  const part = usePart();
  const fixed = !predicted.value;
  const [share, answer, { squared, absolute }, { mean, left }] = [
    store.share.value,
    store.answer.value,
    store.errors.value,
    store.best.value,
  ];
  const says = fixed
    ? d.hidden(text.value.percent(1 - share), text.value.percent(share))
    : d.says(signed(answer.toFixed(2)), figure(squared), signed(mean.toFixed(2)), figure(left), figure(absolute));
  const path = (x: Scale, y: Scale, of: 'squared' | 'absolute'): string =>
    pathOf(
      Array.from({ length: PLACES + 1 }, (_, i) => {
        const at = FROM + ((TO - FROM) * i) / PLACES;
        return [x.at(at), Math.max(0, y.at(errorsAt(at, share)[of]))] as const;
      }),
    );
  return (
    <StageFigure says={says}>
      <Chart label={says} height={210}>
        {(frame) => {
          const x = linearScale(FROM, TO, [0, frame.width], 6);
          const y = linearScale(0, 9, [frame.height, 0], 4);
          return (
            <>
              <YGrid scale={y} area={frame} />
              {!fixed && (
                <>
                  <path class="curve learnt" d={path(x, y, 'squared')} {...part('squared')} />
                  <path class="curve normal" d={path(x, y, 'absolute')} {...part('absolute')} />
                  <line class="now-mean" x1={x.at(mean)} x2={x.at(mean)} y1={0} y2={frame.height} {...part('mean')} />
                  <circle class="dot-ddim" cx={x.at(answer)} cy={Math.max(4, y.at(squared))} r={5} />
                </>
              )}
              {([LOW, HIGH] as const).map((value) => (
                <rect
                  key={value}
                  class="fill-data"
                  x={x.at(value) - 7}
                  width={14}
                  y={frame.height - 60 * (value === HIGH ? share : 1 - share)}
                  height={60 * (value === HIGH ? share : 1 - share)}
                  {...part('values')}
                />
              ))}
              <XAxis scale={x} area={frame} />
            </>
          );
        }}
      </Chart>
      <ul class="legend">
        <li class="data">{d.values}</li>
        {!fixed && <li class="prediction">{d.squaredName}</li>}
        {!fixed && <li class="noise">{d.absoluteName}</li>}
      </ul>
      <Range
        label={d.answer}
        shown={signed(answer.toFixed(2))}
        value={answer}
        min={LOW}
        max={HIGH}
        step={0.01}
        disabled={fixed}
        onInput={(value) => store.move('answer', value)}
      />
      <Range
        label={d.share(HIGH)}
        shown={text.value.percent(share)}
        value={share}
        min={0}
        max={1}
        step={0.05}
        disabled={fixed}
        onInput={(value) => store.move('share', value)}
      />
      {fixed && <p class="hint">{text.value.fixed}</p>}
    </StageFigure>
  );
}
