import { css } from '../../../../shared/canvas/palette';
import { drawAxes, drawCrosses, drawPoints } from '../../../../shared/canvas/plane';
import { figure } from '../../../../shared/chart/figure';
import { PlaneCanvas } from '../../components/PlaneCanvas';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import { type Guidance, WEIGHTS } from './store';

/** Samples of one class under growing guidance. */
export function GuidanceStage({ store }: { store: Guidance }) {
  const d = text.value.guidance;
  const guided = store.guided.value;
  const [all, own] = [store.allPoints.value, store.classPoints.value];
  const says = guided.length === 0 ? d.empty : guided.map(({ w, centre, spread }) => d.one(w, figure(centre), figure(spread))).join(' ');
  return (
    <StageFigure says={says}>
      <div class="sides">
        {WEIGHTS.map((w) => {
          const one = guided.find((found) => found.w === w);
          return (
            <div class="side" key={w}>
              <h3>w = {w}</h3>
              <PlaneCanvas
                label={one ? d.one(w, figure(one.centre), figure(one.spread)) : d.empty}
                paint={(plane, palette) => {
                  drawAxes(plane, palette.line);
                  if (all) drawCrosses(plane, all, css(palette.data, 0.2), 1.8);
                  if (own) drawCrosses(plane, own, css(palette.data, 0.8), 2.2);
                  if (one) drawPoints(plane, one.x, css(palette.prediction, 0.8), 1.8);
                }}
              />
            </div>
          );
        })}
      </div>
    </StageFigure>
  );
}
