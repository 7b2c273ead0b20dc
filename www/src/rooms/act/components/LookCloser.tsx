import { figure } from '../../../shared/chart/figure';
import { Segments } from '../../../shared/ui/Fields';
import { text } from '../locales/text';
import { LOOKS } from '../settings';
import { CHUNKS } from '../store/closer';
import { useAct } from './context';
import { RunJob, Section } from './Section';
import { Timeline } from './Timeline';
import { percent } from './words';

/** The film's chunk in other lights, the plans over time, and the fork. */
export function LookCloser() {
  const act = useAct();
  const t = text.value.closer;
  const settings = act.settings.value;
  const [rolled, shot] = [act.rolled.value, act.shot.value];
  const plan = shot && rolled?.diffusion.plans[shot.plan];
  const t_now = plan?.times[Math.min(shot?.moment ?? 0, plan.times.length - 1)] ?? 0;
  const forked = act.closer.forking.result.value;
  return (
    <Section name="act.closer" title={t.title}>
      <Segments
        label={t.look}
        options={LOOKS.map((value) => ({ value, label: t.looks[value] }))}
        value={settings.look}
        onChange={(look) => act.set({ look })}
      />
      <p class="hint">{t.lookHints[settings.look]}</p>
      <Timeline />
      <h3>{t.fork}</h3>
      <p class="hint">{t.forkHint(CHUNKS)}</p>
      <RunJob job={act.closer.forking} label={t.forkButton(t_now)} disabled={!plan || t_now === 0} run={() => void act.closer.fork()} />
      {forked && (
        <div class="act-share" data-left={forked.left.value}>
          <div class="bar" aria-hidden="true">
            <div style={{ width: `${100 * (forked.left.value || 0)}%` }} />
          </div>
          <p>{t.forked(forked.t, percent(forked.left))}</p>
        </div>
      )}
      <label class="check">
        <input type="checkbox" checked={settings.nearest} onChange={(event) => act.set({ nearest: event.currentTarget.checked })} />
        <span>{t.nearest}</span>
      </label>
      {settings.nearest && plan && (
        <p class="hint" data-distance={plan.nearest.distance}>
          {t.nearestIs(plan.nearest.demonstration + 1, figure(plan.nearest.distance))}
        </p>
      )}
    </Section>
  );
}
