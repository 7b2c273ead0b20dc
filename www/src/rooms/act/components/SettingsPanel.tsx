import { Control } from '../../../shared/ui/Control';
import { Drawer } from '../../../shared/ui/Drawer';
import { Range, Segments } from '../../../shared/ui/Fields';
import { SeedField } from '../../../shared/ui/SeedField';
import { text } from '../locales/text';
import { type ActSettings, FANS, LOOPS, MAX_OBSERVED, MAX_PREDICTED, MAX_START, TARGETS, TOTAL, wholeChunk } from '../settings';
import { useAct } from './context';
import { Demonstrations } from './Demonstrations';

/** What decides how both act, and what they learn; the common first. */
export function SettingsPanel() {
  const act = useAct();
  const t = text.value.settings;
  const settings = act.settings.value;
  const set = (change: Partial<ActSettings>): void => act.set(change);
  return (
    <Control name={['act.loop', 'act.horizons', 'act.target', 'act.seed', 'act.data']}>
      <Drawer label={t.title}>
        <Control name="act.data">
          <Demonstrations />
        </Control>
        <Control name="act.loop">
          <section class="group">
            <h2>{t.acting}</h2>
            <Segments
              label={t.loop}
              options={LOOPS.map((value) => ({ value, label: t.loops[value] }))}
              value={settings.loop}
              onChange={(loop) => set({ loop })}
            />
            <Range
              label={t.start}
              shown={settings.start === 0 ? t.onAxis : String(settings.start).replace('-', '−')}
              value={settings.start}
              min={-MAX_START}
              max={MAX_START}
              step={0.01}
              onInput={(start) => set({ start: Math.round(100 * start) / 100 + 0 })}
            />
          </section>
        </Control>
        <Control name="act.horizons">
          <section class="group">
            <h2>{t.horizons}</h2>
            <Range
              label={t.executed}
              shown={settings.loop === 'open' ? t.openExecuted(wholeChunk(settings)) : String(settings.executed)}
              value={settings.executed}
              min={1}
              max={wholeChunk(settings)}
              step={1}
              disabled={settings.loop === 'open'}
              onInput={(executed) => set({ executed })}
            />
            <Range
              label={t.observed}
              shown={String(settings.observed)}
              value={settings.observed}
              min={1}
              max={MAX_OBSERVED}
              step={1}
              onInput={(observed) => set({ observed })}
            />
            <Range
              label={t.predicted}
              shown={String(settings.predicted)}
              value={settings.predicted}
              min={8}
              max={MAX_PREDICTED}
              step={1}
              hint={t.anew}
              onInput={(predicted) => set({ predicted })}
            />
          </section>
        </Control>
        <Control name="act.target">
          <section class="group">
            <h2>{t.diffusion}</h2>
            <Segments
              label={t.target}
              options={TARGETS.map((value) => ({ value, label: t.targets[value] }))}
              value={settings.target}
              onChange={(target) => set({ target })}
            />
            <Range
              label={t.steps}
              shown={String(settings.steps)}
              value={settings.steps}
              min={1}
              max={TOTAL}
              step={1}
              onInput={(steps) => set({ steps })}
            />
            <Segments
              label={t.fan}
              options={FANS.map((value) => ({ value, label: String(value) }))}
              value={settings.fan as (typeof FANS)[number]}
              onChange={(fan) => set({ fan })}
            />
          </section>
        </Control>
        <Control name="act.seed">
          <section class="group">
            <h2>{t.seeds}</h2>
            <SeedField label={t.noiseSeed} dice={t.dice} value={settings.noiseSeed} onChange={(noiseSeed) => set({ noiseSeed })} />
            <SeedField label={t.seed} dice={t.dice} value={settings.seed} onChange={(seed) => set({ seed })} />
            <SeedField label={t.dataSeed} dice={t.dice} value={settings.dataSeed} onChange={(dataSeed) => set({ dataSeed })} />
          </section>
        </Control>
        <p class="hint">{t.cpu}</p>
      </Drawer>
    </Control>
  );
}
