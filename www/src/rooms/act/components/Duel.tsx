import { Control } from '../../../shared/ui/Control';
import { Range } from '../../../shared/ui/Fields';
import { ActionButton } from '../../../shared/ui/IconButton';
import { drawDemonstrations, drawRollout, drawScene, drawWays } from '../draw/scene';
import { text } from '../locales/text';
import { startOf } from '../settings';
import type { Both } from '../store/film';
import { useAct, useActions } from './context';
import { SceneCanvas } from './SceneCanvas';

/** Both policies from the same start, side by side, and the transport of their film. */
export function Duel() {
  const act = useAct();
  const { film, back, forward, redraw } = useActions();
  const t = text.value;
  const [rolled, shot] = [act.rolled.value, act.shot.value];
  const ready = rolled !== null && shot !== null;
  const plan = ready ? rolled.diffusion.plans[shot.plan] : undefined;
  const moment = shot && plan ? plan.times[Math.min(shot.moment, plan.times.length - 1)] : undefined;
  const where = ready ? t.film.where(shot.plan + 1, moment ?? null, shot.step) : t.film.none;
  return (
    <section class="act-duel" id="stage" tabIndex={-1} aria-label={t.film.title}>
      <div class="act-sides">
        <Side whose="diffusion" />
        <Side whose="cloning" />
      </div>
      <ul class="legend">
        <li class="data">{t.legend.data}</li>
        <li class="noise">{t.legend.noise}</li>
        <li class="prediction">{t.legend.prediction}</li>
        <li class="ink">{t.legend.way}</li>
      </ul>
      <Control name="act.film">
        <div class="act-film">
          <div class="buttons">
            <ActionButton action={film} words="labelled" />
            <ActionButton action={back} />
            <ActionButton action={forward} />
            <ActionButton action={redraw} />
          </div>
          <Range
            label={t.film.position}
            shown={where}
            value={act.position.value}
            min={0}
            max={Math.max(1, (rolled?.shots.length ?? 2) - 1)}
            step={1}
            disabled={!ready}
            onInput={(position) => act.film.seek(position / Math.max(1, (rolled?.shots.length ?? 2) - 1))}
          />
        </div>
      </Control>
    </section>
  );
}

function Side({ whose }: { whose: keyof Both<unknown> }) {
  const act = useAct();
  const t = text.value;
  const settings = act.settings.value;
  const [rolled, shot, measured] = [act.rolled.value, act.shot.value, act.measuring.result.value];
  const all = settings.shown === 'all' ? measured : null;
  const rollout = rolled?.[whose] ?? null;
  const over = rollout !== null && shot !== null && shot.step >= rollout.path.length - 1;
  const says = all
    ? t.side.all(all[whose].report.episodes, Math.round(100 * all[whose].report.arrived.value))
    : rollout === null
      ? t.side.none
      : over
        ? t.side.outcomes[rollout.outcome](rollout.path.length - 1, rollout.side)
        : t.side.going;
  return (
    <figure class="act-side" data-policy={whose} data-outcome={rollout?.outcome} data-over={over}>
      <h2>{t.policies[whose]}</h2>
      <div class="stage-frame">
        <SceneCanvas
          label={`${t.policies[whose]}: ${says}`}
          paint={(plane, palette) => {
            drawDemonstrations(plane, palette, act.demonstrations.value, 0.09);
            drawScene(plane, palette, rollout?.path[0] ?? startOf(settings));
            if (all) drawWays(plane, palette, all[whose]);
            else if (rolled && shot) drawRollout(plane, palette, rolled, whose, shot);
          }}
        />
      </div>
      <figcaption>{says}</figcaption>
    </figure>
  );
}
