import { css } from '../../../../shared/canvas/palette';
import { drawAxes, drawCrosses, drawPoints } from '../../../../shared/canvas/plane';
import { Range } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { PlaneCanvas } from '../../components/PlaneCanvas';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import { momentAt } from '../../store/clouds';
import { CALLS, type Langevin, WAYS } from './store';

/** Three samplers from the same point, side by side, at the same share of their way. */
export function LangevinStage({ store }: { store: Langevin }) {
  const d = text.value.langevin;
  const part = usePart();
  const [reached, data, share] = [store.reached.value, store.data.value, store.share.value];
  const says = reached ? d.says(reached.ddpm, reached.plain, reached.annealed) : d.empty;
  const step = Math.round(share * CALLS);
  return (
    <StageFigure says={says}>
      <div class="sides">
        {WAYS.map((way) => {
          const cloud = store.clouds.value[way];
          const moment = cloud ? momentAt(cloud, share) : null;
          return (
            <div class="side" key={way} {...part(way)}>
              <h3>{d.ways[way]}</h3>
              <PlaneCanvas
                label={d.cloudLabel(d.ways[way], step, reached?.[way] ?? null)}
                paint={(plane, palette) => {
                  drawAxes(plane, palette.line);
                  if (data) drawCrosses(plane, data.subarray(0, 1600), css(palette.data, 0.3), 1.8);
                  if (moment) drawPoints(plane, moment.x, css(palette.prediction, 0.8), 2);
                }}
              />
              <p class="side-number">{moment ? d.at(moment.t) : ''}</p>
            </div>
          );
        })}
      </div>
      <div {...part('way')}>
        <Range
          label={d.way}
          shown={d.stepOf(step, CALLS)}
          value={Math.round(50 * share)}
          min={0}
          max={50}
          step={1}
          disabled={reached === null}
          onInput={(value) => (store.share.value = value / 50)}
        />
      </div>
    </StageFigure>
  );
}
