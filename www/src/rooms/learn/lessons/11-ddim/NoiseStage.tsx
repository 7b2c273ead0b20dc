import { css } from '../../../../shared/canvas/palette';
import { drawAxes, drawCrosses, drawPoints } from '../../../../shared/canvas/plane';
import { Chart, XAxis, YGrid } from '../../../../shared/chart/Chart';
import { figure } from '../../../../shared/chart/figure';
import { linearScale, pathOf } from '../../../../shared/chart/scales';
import { Range } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { PlaneCanvas } from '../../components/PlaneCanvas';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import { WAYS } from '../../store/walk';
import { type Ddim, TOTAL } from './store';

const STROKES = { ddpm: 'curve normal', silent: 'curve', ddim: 'curve learnt' } as const;

/** Three ways down from the same noise, side by side, and the variance that each has at every t over what it should be. */
export function NoiseStage({ store }: { store: Ddim }) {
  const d = text.value.ddim;
  const part = usePart();
  const [walks, at, data] = [store.walks.value, store.at.value, store.data.value];
  const says = walks
    ? `t = ${at}. ${WAYS.map((way) => d.wayOne(d.ways[way], figure(walks[way].ratio[at] ?? NaN))).join(' ')}`
    : d.noiseEmpty;
  return (
    <StageFigure says={says}>
      <div class="sides">
        {WAYS.map((way) => (
          <div class="side" key={way} {...part(way)}>
            <h3>{d.ways[way]}</h3>
            <PlaneCanvas
              label={walks ? d.wayOne(d.ways[way], figure(walks[way].ratio[at] ?? NaN)) : d.noiseEmpty}
              paint={(plane, palette) => {
                drawAxes(plane, palette.line);
                if (data) drawCrosses(plane, data.subarray(0, 1600), css(palette.data, 0.3), 1.8);
                const x = walks?.[way].x[at];
                if (x) drawPoints(plane, x, css(palette.prediction, 0.8), 2);
              }}
            />
          </div>
        ))}
      </div>
      <h3>{d.ratioTitle}</h3>
      <Chart label={says} height={110}>
        {(frame) => {
          const x = linearScale(TOTAL, 0, [0, frame.width], 5);
          const y = linearScale(0, 1.25, [frame.height, 0], 3);
          return (
            <>
              <YGrid scale={y} area={frame} />
              <line class="level" x1={0} x2={frame.width} y1={y.at(1)} y2={y.at(1)} {...part('level')} />
              {walks &&
                WAYS.map((way) => (
                  <path
                    key={way}
                    class={STROKES[way]}
                    d={pathOf(walks[way].ratio.map((value, t) => [x.at(t), y.at(Math.min(1.25, value))] as const))}
                    {...part(way)}
                  />
                ))}
              {walks && <line class="now-mean" x1={x.at(at)} x2={x.at(at)} y1={0} y2={frame.height} />}
              <XAxis scale={x} area={frame} name="t" />
            </>
          );
        }}
      </Chart>
      <ul class="legend">
        <li class="noise">{d.ways.ddpm}</li>
        <li>{d.ways.silent}</li>
        <li class="prediction">{d.ways.ddim}</li>
      </ul>
      <Range
        label={d.time}
        shown={`t = ${at} / ${TOTAL}`}
        value={TOTAL - at}
        min={0}
        max={TOTAL}
        step={1}
        disabled={walks === null}
        onInput={(value) => (store.at.value = TOTAL - value)}
      />
    </StageFigure>
  );
}
