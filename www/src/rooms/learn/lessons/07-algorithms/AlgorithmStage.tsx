import { css, mix } from '../../../../shared/canvas/palette';
import { drawAxes, drawCrosses, drawPoints } from '../../../../shared/canvas/plane';
import { Chart, XAxis } from '../../../../shared/chart/Chart';
import { figure } from '../../../../shared/chart/figure';
import { linearScale, logDomain, logScale, pathOf } from '../../../../shared/chart/scales';
import { Range } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { Display } from '../../components/Formula';
import { PlaneCanvas } from '../../components/PlaneCanvas';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import { drawData, drawNoise, drawTime, gradientStep, jump } from '../../notation/formulas';
import { momentAt } from '../../store/clouds';
import type { Vec2 } from '../../vec2';
import type { Algorithms, Iteration } from './store';

const FORMULAS = [drawData, drawTime, drawNoise, jump, gradientStep] as const;

function values(iteration: Iteration): readonly string[] {
  const pair = ([u, v]: Vec2): string => `(${figure(u)}, ${figure(v)})`;
  return [
    pair(iteration.x0),
    String(iteration.t),
    pair(iteration.eps),
    pair(iteration.xt),
    `ε̂ = ${pair(iteration.epsHat)}, ½‖ε − ε̂‖² = ${figure(iteration.error)}. ${text.value.algorithms.step(figure(iteration.loss), figure(iteration.gradientNorm), figure(iteration.changeNorm))}`,
  ];
}

/** Algorithm 1 with a line lit, and this turn's very numbers beside each line that has been reached. */
export function LoopStage({ store }: { store: Algorithms }) {
  const d = text.value.algorithms;
  const [iteration, now] = [store.iteration.value, store.line.value];
  const says = iteration ? d.loopSays(store.iterations.value + 1, now + 1, values(iteration)[now] ?? '') : text.value.waiting;
  return (
    <StageFigure says={says}>
      <div class="algorithm">
        <p class="algorithm-repeat">{d.repeat}</p>
        <ol>
          {FORMULAS.map((formula, i) => (
            <li key={i} class={i === now ? 'lit' : ''} aria-current={i === now ? 'step' : undefined}>
              <Display formula={formula} />
              <span class="line-value">{iteration && i <= now ? values(iteration)[i] : ''}</span>
            </li>
          ))}
        </ol>
        <p class="algorithm-repeat">{d.until}</p>
      </div>
      <div class="stage-buttons">
        <button type="button" class="primary" disabled={!iteration} onClick={() => store.next()}>
          {d.nextLine}
        </button>
      </div>
    </StageFigure>
  );
}

/** The loss over all steps, and the samples on their way. */
export function LearntStage({ store }: { store: Algorithms }) {
  const d = text.value.algorithms;
  const part = usePart();
  const [learnt, cloud, losses, data, share] = [
    store.learnt.value,
    store.cloud.value,
    store.losses.value,
    store.data.value,
    store.share.value,
  ];
  const moment = cloud ? momentAt(cloud, share) : null;
  const says = learnt
    ? d.learntSays(
        figure(learnt.early.loss),
        figure(learnt.late.loss),
        figure(learnt.floor),
        figure(learnt.early.distance),
        figure(learnt.late.distance),
      )
    : d.learntEmpty;
  const signal = moment && cloud ? 1 - moment.t / Math.max(1, cloud.times[0] ?? 1) : 0;
  return (
    <StageFigure says={says}>
      <div class="stage-frame" {...part('samples')}>
        <PlaneCanvas
          label={moment ? d.samplesLabel(moment.t) : d.learntEmpty}
          paint={(plane, palette) => {
            drawAxes(plane, palette.line);
            if (data) drawCrosses(plane, data.subarray(0, 2000), css(palette.data, 0.3), 2.0);
            if (moment) drawPoints(plane, moment.x, css(mix(palette.noise, palette.prediction, signal), 0.85), 2.2);
          }}
        />
      </div>
      <Range
        label={d.way}
        shown={moment ? `t = ${moment.t}` : '–'}
        value={Math.round(50 * share)}
        min={0}
        max={50}
        step={1}
        disabled={cloud === null}
        onInput={(value) => (store.share.value = value / 50)}
      />
      {losses.length > 1 && (
        <Chart label={says} height={110}>
          {(frame) => {
            const stride = Math.max(1, Math.floor(losses.length / 300));
            const means = Array.from({ length: Math.floor(losses.length / stride) }, (_, i) => {
              const stretch = losses.slice(i * stride, (i + 1) * stride);
              return stretch.reduce((a, b) => a + b, 0) / stretch.length;
            });
            const y = logScale(...logDomain([...means, ...(learnt ? [learnt.floor] : [])]), [frame.height, 0]);
            const x = linearScale(0, losses.length, [0, frame.width], 5);
            return (
              <g {...part('loss')}>
                {y.ticks.map(({ at, text: tick }) => (
                  <text key={tick} class="tick" x={2} y={Math.max(9, at - 3)}>
                    {tick}
                  </text>
                ))}
                {learnt && (
                  <line class="floor-line" x1={0} x2={frame.width} y1={y.at(learnt.floor)} y2={y.at(learnt.floor)} {...part('floor')} />
                )}
                <path class="curve learnt thin" d={pathOf(means.map((mean, i) => [x.at((i + 0.5) * stride), y.at(mean)] as const))} />
                <XAxis scale={x} area={frame} />
              </g>
            );
          }}
        </Chart>
      )}
    </StageFigure>
  );
}
