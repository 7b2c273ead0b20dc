import { css, mix, type Rgb } from '../../../../../shared/canvas/palette';
import { drawAxes, drawPoints, type Plane, toX, toY } from '../../../../../shared/canvas/plane';
import { figure } from '../../../../../shared/chart/figure';
import { PlaneCanvas } from '../../../components/PlaneCanvas';
import { StageFigure } from '../../../components/StageFigure';
import { momentOf, type Trajectory } from '../../shared/trajectory';
import { text } from '../locales/text';
import type { Fork, ForkStore } from '../store/fork-store';

/** All points as they are frozen, the one that is followed, and the fifty ways it goes from there. */
export function PointStage({ store }: { store: ForkStore }) {
  const d = text.value;
  const [trajectory, data] = [store.trajectory.value, store.data.value];
  const fork = store.fork.value?.size === 2 ? store.fork.value : null;
  const moment = trajectory ? momentOf(trajectory, store.position.value) : null;
  const { particle } = store.settings.value;
  const says = fork ? saysOf(fork) : d.empty;
  return (
    <StageFigure says={says}>
      <div class="stage-frame">
        <PlaneCanvas
          label={fork ? d.stageSays(says) : d.empty}
          onPoint={moment ? (x, y) => store.choose(x, y) : undefined}
          paint={(plane, palette) => {
            drawAxes(plane, palette.line);
            if (data) drawPoints(plane, data, css(palette.data, 0.32), 1.4);
            if (!moment) return;
            const signal = 1 - moment.t / Math.max(1, trajectory?.times[0] ?? 1);
            drawPoints(plane, moment.x, css(mix(palette.noise, palette.prediction, signal), 0.45), 1.8);
            if (fork) {
              drawWays(plane, fork.trajectory, palette.prediction);
              drawPoints(plane, momentOf(fork.trajectory, fork.trajectory.times.length - 1).x, css(palette.prediction), 3);
            }
            drawChosen(plane, moment.x[2 * particle] ?? 0, moment.x[2 * particle + 1] ?? 0, palette.ink, palette.paper);
          }}
        />
      </div>
      <ul class="legend">
        <li class="data">{d.legend.data}</li>
        <li class="noise">{d.legend.frozen}</li>
        <li class="prediction">{d.legend.ends}</li>
      </ul>
    </StageFigure>
  );
}

function saysOf({ t, scatter, fullest, draws }: Fork): string {
  const d = text.value;
  if (!scatter) return d.empty;
  const spread = figure(scatter.spread);
  return fullest === null ? d.says(t, draws, spread) : d.saysEight(t, draws, spread, Math.round(fullest * draws));
}

/** The ways from the fork to the ends, one thin line each. */
function drawWays({ context, side }: Plane, trajectory: Trajectory, colour: Rgb): void {
  const count = trajectory.size / 2;
  context.strokeStyle = css(colour, 0.3);
  context.lineWidth = 0.8;
  context.beginPath();
  for (let i = 0; i < count; i += 1) {
    for (let moment = 0; moment < trajectory.times.length; moment += 1) {
      const at = moment * trajectory.size + 2 * i;
      const [x, y] = [toX({ side }, trajectory.x[at] ?? 0), toY({ side }, trajectory.x[at + 1] ?? 0)];
      if (moment === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
  }
  context.stroke();
}

/** A ring around the point that is followed, to be seen on any ground. */
function drawChosen(plane: Plane, x: number, y: number, ink: Rgb, paper: Rgb): void {
  const { context } = plane;
  for (const [colour, width] of [
    [paper, 6],
    [ink, 2.5],
  ] as const) {
    context.strokeStyle = css(colour);
    context.lineWidth = width;
    context.beginPath();
    context.arc(toX(plane, x), toY(plane, y), 7, 0, 2 * Math.PI);
    context.stroke();
  }
}
