import type { Position } from '../../../../../pkg/src/types';
import { figure } from '../../../shared/chart/figure';
import { Control } from '../../../shared/ui/Control';
import { Range } from '../../../shared/ui/Fields';
import { ActionButton } from '../../../shared/ui/IconButton';
import { drawDemonstrations, drawFork, drawHeld, drawPen, drawRollout, drawScene, drawSketch, drawWays } from '../draw/scene';
import { text } from '../locales/text';
import { GOAL_RADIUS, startOf } from '../settings';
import type { Act } from '../store/act';
import type { Policy } from '../store/disturbances';
import { useAct, useActions } from './context';
import { Disturb } from './Disturb';
import { type Pen, SceneCanvas } from './SceneCanvas';

/** Both policies from the same start, side by side, and the transport of their film. */
export function Duel() {
  const act = useAct();
  const { film, back, forward, redraw, disturb } = useActions();
  const t = text.value;
  const [rolled, shot] = [act.rolled.value, act.shot.value];
  const ready = rolled !== null && shot !== null;
  const plan = ready ? rolled.diffusion.plans[shot.plan] : undefined;
  const moment = shot && plan ? plan.times[Math.min(shot.moment, plan.times.length - 1)] : undefined;
  const where = ready ? t.film.where(shot.plan + 1, moment ?? null, shot.step) : t.film.none;
  const [ms, disturbed] = [rolled?.planMs, act.disturbances.list.value.length];
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
      {ms !== undefined && (
        <p class="hint plan-time" data-ms={ms}>
          {t.film.planTime(figure(ms))}
        </p>
      )}
      <Control name="act.film">
        <div class="act-film">
          <div class="buttons">
            <ActionButton action={film} words="labelled" />
            <ActionButton action={back} />
            <ActionButton action={forward} />
            <ActionButton action={redraw} />
            <Control name="act.disturb">
              <button
                type="button"
                class="quiet labelled"
                aria-pressed={act.tool.value === 'disturb'}
                disabled={!disturb.enabled()}
                onClick={() => disturb.act()}
              >
                {disturb.label()}
              </button>
            </Control>
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
      {(act.tool.value === 'disturb' || disturbed > 0) && (
        <Control name="act.disturb">
          <Disturb />
        </Control>
      )}
    </section>
  );
}

function Side({ whose }: { whose: Policy }) {
  const act = useAct();
  const t = text.value;
  const settings = act.settings.value;
  const [rolled, shot, measured] = [act.rolled.value, act.shot.value, act.measuring.result.value];
  const all = settings.shown === 'all' ? measured : null;
  const rollout = rolled?.[whose] ?? null;
  const [scene, held, sketching] = [act.sceneNow(), act.disturbances.held.value, act.sketching.value];
  const sketch = whose === 'diffusion';
  const forked = act.closer.forking.result.value;
  const fork = sketch && forked && shot && forked.plan === shot.plan && forked.moment === shot.moment ? forked : null;
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
            drawScene(plane, palette, rollout?.path[0] ?? startOf(settings), scene);
            if (sketch) drawSketch(plane, palette, settings.sketch);
            if (sketch) drawPen(plane, palette, sketching);
            if (all) drawWays(plane, palette, all[whose]);
            else if (rolled && shot) {
              if (fork) drawFork(plane, palette, fork.places, rolled.predicted);
              drawRollout(plane, palette, rolled, whose, shot, settings);
            }
            if (held && (held.whose === whose || held.thing !== 'robot')) {
              drawHeld(plane, palette, held.place, { robot: 0.04, disc: scene.radius, goal: GOAL_RADIUS }[held.thing]);
            }
          }}
          pen={all ? undefined : penOf(act, whose)}
        />
      </div>
      <figcaption>{says}</figcaption>
    </figure>
  );
}

/** What a pointer does on a policy's plane with the tool that is taken. A sketch is the diffusion policy's alone. */
function penOf(act: Act, whose: Policy): Pen | undefined {
  const tool = act.tool.value;
  if (tool === 'disturb') return { down: (place) => act.hold(whose, place), move: (place) => act.drag(place), lift: () => act.letGo() };
  if (tool !== 'sketch' || whose !== 'diffusion') return undefined;
  const move = (place: Position): void => act.sketch(place);
  return {
    down(place) {
      move(place);
      return true;
    },
    ...{ move, lift: () => act.sketchEnd() },
  };
}
