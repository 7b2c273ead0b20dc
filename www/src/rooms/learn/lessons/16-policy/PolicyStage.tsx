import { figure } from '../../../../shared/chart/figure';
import { Range, Segments } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { PlaneCanvas } from '../../components/PlaneCanvas';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import { paintChunks, paintTask, paintWays } from './paint';
import { CHUNKS, LOOPS, leftAt, type Policy, WHOSE } from './store';

/** Robots of both policies from the axis, side by side. */
export function DuelStage({ store }: { store: Policy }) {
  const d = text.value.policy;
  const part = usePart();
  const [rolled, loop, demonstrations] = [store.rolled.value, store.loop.value, store.demonstrations.value];
  const both = rolled[loop];
  const one = (whose: (typeof WHOSE)[number]): string => {
    const report = both?.[whose].report;
    if (!report) return d.empty;
    const { percent } = text.value;
    return d.one(d.policies[whose], percent(report.arrived.value), percent(report.collided.value), figure(report.left.value));
  };
  const says = both ? WHOSE.map(one).join(' ') : d.empty;
  return (
    <StageFigure says={says}>
      <div class="sides">
        {WHOSE.map((whose) => (
          <div class="side" key={whose} {...part(whose)}>
            <h3>{d.policies[whose]}</h3>
            <PlaneCanvas
              label={`${d.policies[whose]}. ${one(whose)}`}
              paint={(plane, palette) => {
                paintTask(plane, palette, demonstrations);
                if (both) paintWays(plane, palette, both[whose]);
              }}
            />
          </div>
        ))}
      </div>
      <Segments
        label={d.loopLabel}
        options={LOOPS.map((value) => ({ value, label: d.loops[value] }))}
        value={loop}
        disabled={rolled.open === null || rolled.closed === null}
        onChange={(value) => (store.loop.value = value)}
      />
    </StageFigure>
  );
}

/** One plan from noise to actions. */
export function ChunkStage({ store }: { store: Policy }) {
  const d = text.value.policy;
  const part = usePart();
  const [plan, moment] = [store.plan.value, store.moment.value];
  const last = Math.max(1, (plan?.times.length ?? 1) - 1);
  const left = plan ? leftAt(plan, moment) : 0;
  const says = plan ? d.chunkSays(plan.times[moment] ?? 0, CHUNKS, left, CHUNKS - left) : d.chunkEmpty;
  return (
    <StageFigure says={says}>
      <div class="stage-frame">
        <PlaneCanvas
          label={says}
          paint={(plane, palette) => {
            paintTask(plane, palette, store.demonstrations.value);
            if (plan) paintChunks(plane, palette, plan, moment);
          }}
        />
      </div>
      <div {...part('moment')}>
        <Range
          label={d.moment}
          shown={plan ? `k = ${plan.times[moment] ?? 0}` : '–'}
          value={moment}
          min={0}
          max={last}
          step={1}
          disabled={plan === null}
          onInput={(value) => store.seek(value)}
        />
      </div>
    </StageFigure>
  );
}
