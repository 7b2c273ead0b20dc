import type { Report } from '../../../../../pkg/src/types';
import { Range } from '../../../shared/ui/Fields';
import { text } from '../locales/text';
import { CANDIDATES, isSteered } from '../settings';
import { ROBOTS } from '../store/act';
import { useAct } from './context';
import { RunJob, Section } from './Section';
import { Figures } from './Table';
import { percent } from './words';

const SHARES = ['arrived', 'collided', 'late', 'left'] as const satisfies readonly (keyof Report)[];

/** Other plans without other weights: the best of several, and a sketch that draws them near. */
export function Steer() {
  const act = useAct();
  const t = text.value.steer;
  const m = text.value.measure;
  const settings = act.settings.value;
  const sketched = settings.sketch.length > 0;
  const found = act.closer.steering.result.value;
  return (
    <Section name="act.steer" title={t.title}>
      <Range
        label={t.best}
        shown={t.bestOf(settings.candidates)}
        value={CANDIDATES.findIndex((count) => count >= settings.candidates)}
        min={0}
        max={CANDIDATES.length - 1}
        step={1}
        hint={t.bestHint}
        onInput={(at) => act.set({ candidates: CANDIDATES[at] ?? 1 })}
      />
      <div class="act-go">
        <button type="button" class="labelled" aria-pressed={act.tool.value === 'sketch'} onClick={() => act.take('sketch')}>
          {t.sketch}
        </button>
        {(['left', 'right'] as const).map((side) => (
          <button key={side} type="button" class="quiet labelled" onClick={() => act.set({ sketch: SKETCHES[side] })}>
            {t.ready[side]}
          </button>
        ))}
        <button type="button" class="quiet labelled" disabled={!sketched} onClick={() => act.set({ sketch: [] })}>
          {t.remove}
        </button>
      </div>
      <p class="hint">{act.tool.value === 'sketch' ? t.drawing : t.sketchHint}</p>
      <Range
        label={t.pull}
        shown={settings.pull.toFixed(2)}
        value={settings.pull}
        min={0}
        max={1}
        step={0.05}
        disabled={!sketched}
        onInput={(pull) => act.set({ pull })}
      />
      <RunJob
        job={act.closer.steering}
        label={t.measure(ROBOTS)}
        disabled={!isSteered(settings) || act.rolled.value === null}
        run={() => void act.closer.steer()}
      />
      {found && (
        <Figures
          caption={t.caption(found.steered.report.episodes)}
          columns={[m.what, t.steered, t.free]}
          rows={SHARES.map((name) => ({
            ...{ name, title: m.rows[name], data: found.steered.report[name].value },
            cells: [percent(found.steered.report[name]), percent(found.free.report[name])],
          }))}
        />
      )}
    </Section>
  );
}

/** Sketches for whoever has no pointer. */
const SKETCHES = {
  left: [
    [-0.8, 0],
    [-0.4, 0.3],
    [0, 0.45],
    [0.4, 0.3],
    [0.8, 0],
  ],
  right: [
    [-0.8, 0],
    [-0.4, -0.3],
    [0, -0.45],
    [0.4, -0.3],
    [0.8, 0],
  ],
} as const satisfies { [side: string]: readonly (readonly [number, number])[] } as unknown as Record<'left' | 'right', [number, number][]>;
