import { type Signal, useSignal } from '@preact/signals';
import { Range, Segments } from '../../../shared/ui/Fields';
import { drawDemonstrations, drawPen, drawScene } from '../draw/scene';
import { text } from '../locales/text';
import { COUNTS, DATA, distance, GOAL_RADIUS, SCENE, startOf, VARIED } from '../settings';
import type { Act } from '../store/act';
import { type Thing, thingAt } from '../store/disturbances';
import { useAct } from './context';
import { type Pen, SceneCanvas } from './SceneCanvas';

/** Fewer demonstrations than this show no distribution. */
const FEW = 6;
/** Share of the demonstrations that should end at the goal. */
const MOST = 0.8;

/** What is learnt from: made by a slider, or drawn by hand. */
export function Demonstrations() {
  const act = useAct();
  const t = text.value.demonstrations;
  const settings = act.settings.value;
  const { drawn } = act;
  const [all, lines, pen] = [act.demonstrations.value, drawn.demonstrations.value, drawn.pen.value];
  const held = useSignal<Thing | null>(null);
  const byHand = settings.data === 'drawn';
  const shown = byHand ? lines : all;
  const arrived = shown.filter(({ path, scene }) => distance(path.at(-1) ?? [9, 9], scene.goal) <= GOAL_RADIUS).length;
  const advice = lines.length === 0 ? null : lines.length < FEW ? 'few' : arrived < MOST * lines.length ? 'astray' : null;
  return (
    <section class="act-data" aria-labelledby="act-data-title">
      <h2 id="act-data-title">{t.title}</h2>
      <div class="stage-frame">
        <SceneCanvas
          label={t.label(shown.length, arrived)}
          paint={(plane, palette) => {
            drawDemonstrations(plane, palette, shown, byHand ? 0.8 : 0.3);
            drawScene(plane, palette, startOf(settings), byHand ? drawn.scene.value : SCENE);
            drawPen(plane, palette, pen);
          }}
          pen={byHand ? penOf(act, held) : undefined}
        />
      </div>
      <Segments
        label={t.source}
        options={DATA.map((value) => ({ value, label: t.sources[value] }))}
        value={settings.data}
        onChange={(data) => act.set({ data })}
      />
      {byHand ? (
        <>
          <div class="draw-tools">
            <button type="button" class="quiet labelled" disabled={lines.length === 0} onClick={() => act.undo()}>
              {t.undo}
            </button>
            <button type="button" class="quiet labelled" disabled={lines.length === 0} onClick={() => act.clear()}>
              {t.clear}
            </button>
            <label class="file-button">
              <input
                type="file"
                accept=".json,application/json"
                onChange={(event) => {
                  const file = event.currentTarget.files?.[0];
                  event.currentTarget.value = '';
                  if (file) void act.importFile(file);
                }}
              />
              <span>{t.open}</span>
            </label>
            <span class="drawn-count">{t.drawn(lines.length, arrived)}</span>
          </div>
          <p class="hint">{t.hint}</p>
          {advice && (
            <p class="hint" role="status" data-advice={advice}>
              {t.advice[advice]}
            </p>
          )}
        </>
      ) : (
        <>
          <Range
            label={t.left}
            shown={t.percent(Math.round(100 * settings.left))}
            value={settings.left}
            min={0}
            max={1}
            step={0.05}
            ends={[t.right, t.leftEnd]}
            onInput={(left) => act.set({ left })}
          />
          <Range
            label={t.count}
            shown={String(settings.count)}
            value={COUNTS.findIndex((count) => count >= settings.count)}
            min={0}
            max={COUNTS.length - 1}
            step={1}
            onInput={(at) => act.set({ count: COUNTS[at] ?? settings.count })}
          />
          <Segments
            label={t.vary}
            options={VARIED.map((value) => ({ value, label: t.varied[value] }))}
            value={settings.vary}
            onChange={(vary) => act.set({ vary })}
          />
        </>
      )}
    </section>
  );
}

/** Draws a line; where it is put down on the disc or the goal, moves that. */
function penOf(act: Act, held: Signal<Thing | null>): Pen {
  return {
    down(place) {
      held.value = thingAt(place, act.drawn.scene.peek(), null);
      if (held.value === null) act.draw(place);
      return true;
    },
    move(place) {
      const thing = held.peek();
      if (thing === 'disc' || thing === 'goal') act.place(thing, place);
      else act.draw(place);
    },
    lift() {
      if (held.peek() === null) act.drawEnd();
      held.value = null;
    },
  };
}
