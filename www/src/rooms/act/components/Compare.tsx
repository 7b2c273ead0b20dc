import { figure } from '../../../shared/chart/figure';
import { text } from '../locales/text';
import { ROBOTS } from '../store/act';
import { CHUNKS } from '../store/closer';
import { useAct } from './context';
import { RunJob, Section } from './Section';
import { Figures } from './Table';
import { percent } from './words';

/** Milliseconds that a robot told what to do at 10 Hz has for a plan. */
const DEADLINE = 100;

/** Samplers from the same noise, and the network beside the exact denoiser of its demonstrations. */
export function Compare() {
  const act = useAct();
  const t = text.value.compare;
  const rows = act.closer.comparing.result.value;
  const ready = act.rolled.value !== null;
  return (
    <Section name="act.compare" title={t.title}>
      <p class="hint">{t.hint(CHUNKS)}</p>
      <RunJob job={act.closer.comparing} label={t.button} disabled={!ready} run={() => void act.closer.compare()} />
      {rows && (
        <Figures
          caption={t.caption(DEADLINE)}
          columns={t.columns}
          rows={rows.map(({ name, calls, ms, left, same, of }) => ({
            ...{ name, title: t.samplers[name], data: ms },
            cells: [String(calls), t.ms(figure(ms), ms <= DEADLINE), percent(left), t.same(same, of)],
          }))}
        />
      )}
    </Section>
  );
}

/** Is the policy a look-up table of its demonstrations? */
export function LookUp() {
  const act = useAct();
  const t = text.value.lookup;
  const m = text.value.measure;
  const found = act.closer.lookingUp.result.value;
  return (
    <Section name="act.lookup" title={t.title}>
      <p class="hint">{t.hint}</p>
      <RunJob
        job={act.closer.lookingUp}
        label={t.button(ROBOTS)}
        disabled={act.rolled.value === null}
        run={() => void act.closer.lookUp()}
      />
      {found && (
        <>
          <Figures
            caption={t.caption(found.network.report.episodes)}
            columns={[m.what, t.network, t.exact]}
            rows={[
              ...(['arrived', 'collided', 'late', 'left'] as const).map((name) => ({
                ...{ name, title: m.rows[name], data: found.exact.report[name].value },
                cells: [percent(found.network.report[name]), percent(found.exact.report[name])],
              })),
              {
                ...{ name: 'nearest', title: t.distance, data: found.network.nearest },
                cells: [figure(found.network.nearest), figure(found.exact.nearest)],
              },
            ]}
          />
          <p class="hint">{Number.isNaN(found.network.spacing) ? t.alone : t.spacing(figure(found.network.spacing))}</p>
        </>
      )}
    </Section>
  );
}
