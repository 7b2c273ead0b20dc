import { Range, Segments } from '../../../shared/ui/Fields';
import { drawDemonstrations, drawPen, drawScene } from '../draw/scene';
import { text } from '../locales/text';
import { COUNTS, DATA, GOAL_RADIUS, SCENE, startOf } from '../settings';
import { distance } from '../store/drawn';
import { useAct } from './context';
import { SceneCanvas } from './SceneCanvas';

/** What is learnt from: made by a slider, or drawn by hand. */
export function Demonstrations() {
  const act = useAct();
  const t = text.value.demonstrations;
  const settings = act.settings.value;
  const { drawn } = act;
  const [all, lines, pen] = [act.demonstrations.value, drawn.lines.value, drawn.pen.value];
  const byHand = settings.data === 'drawn';
  const shown = byHand ? drawn.demonstrations.value : all;
  const arrived = shown.filter(({ path }) => distance(path.at(-1) ?? [9, 9], SCENE.goal) <= GOAL_RADIUS).length;
  return (
    <section class="act-data" aria-labelledby="act-data-title">
      <h2 id="act-data-title">{t.title}</h2>
      <div class="stage-frame">
        <SceneCanvas
          label={t.label(shown.length, arrived)}
          paint={(plane, palette) => {
            drawDemonstrations(plane, palette, shown, byHand ? 0.8 : 0.3);
            drawScene(plane, palette, startOf(settings));
            drawPen(plane, palette, pen);
          }}
          pen={byHand ? { move: (place) => act.draw(place), lift: () => act.drawEnd() } : undefined}
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
            <span class="drawn-count">{t.drawn(lines.length, arrived)}</span>
          </div>
          <p class="hint">{t.hint}</p>
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
        </>
      )}
    </section>
  );
}
