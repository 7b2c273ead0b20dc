import { XAxis } from '../../../shared/chart/Chart';
import { Plot } from '../../../shared/chart/Plot';
import { linearScale } from '../../../shared/chart/scales';
import { text } from '../locales/text';
import { type Span, spansOf } from '../store/film';
import { useAct } from './context';

/** Pixels of the chart, and of one plan at most. */
const HEIGHT = 130;
const ROW = 16;

/** The diffusion policy's plans over the robot's steps: executed, and dropped when it looked again. */
export function Timeline() {
  const act = useAct();
  const t = text.value.closer;
  const [rolled, shot] = [act.rolled.value, act.shot.value];
  const spans: readonly Span[] = rolled ? spansOf(rolled.diffusion, rolled.predicted + 1 - rolled.observed) : [];
  const [turns, last] = [spans.filter(({ turned }) => turned).length, Math.max(1, ...spans.map(({ planned }) => planned))];
  const words = t.timelineLabel(spans.length, turns);
  return (
    <Plot
      control="act.closer"
      title={t.timeline}
      keys={
        <>
          <span class="prediction">{t.executed}</span> <span class="act-dropped">{t.dropped}</span>
        </>
      }
      label={words}
      hint={words}
      height={HEIGHT}
    >
      {(area) => {
        const x = linearScale(0, last, [0, area.width], 6);
        const row = Math.min(ROW, area.height / Math.max(1, spans.length));
        const bar = Math.max(1, row - 2);
        return (
          <>
            {spans.map(({ step, executed, planned, side, turned }, i) => (
              <g key={step} class={shot?.plan === i ? 'act-plan now' : 'act-plan'} data-side={side} data-turned={turned}>
                <rect class="act-dropped" x={x.at(step)} y={i * row} width={x.at(planned) - x.at(step)} height={bar} />
                <rect class="act-executed" x={x.at(step)} y={i * row} width={x.at(executed) - x.at(step)} height={bar} />
                {side && row >= 10 && (
                  <text x={x.at(step) + 3} y={i * row + bar - 3}>
                    {t.sides[side]}
                  </text>
                )}
                {turned && <circle cx={x.at(step)} cy={i * row + bar / 2} r={Math.max(2, Math.min(4, bar / 2))} />}
              </g>
            ))}
            {shot && <line class="act-now" x1={x.at(shot.step)} x2={x.at(shot.step)} y1={0} y2={area.height} />}
            <XAxis scale={x} area={area} name={t.steps} />
          </>
        );
      }}
    </Plot>
  );
}
