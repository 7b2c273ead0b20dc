import type { Report } from '../../../../../pkg/src/types';
import { figure } from '../../../shared/chart/figure';
import { text as shared } from '../../../shared/i18n/text';
import { Segments } from '../../../shared/ui/Fields';
import { ActionButton } from '../../../shared/ui/IconButton';
import { TableBox } from '../../../shared/ui/TableBox';
import { text } from '../locales/text';
import { FROM, SHOWN } from '../settings';
import { ROBOTS } from '../store/act';
import { useAct, useActions } from './context';
import { bits, percent } from './words';

const SHARES = ['arrived', 'collided', 'late', 'left'] as const satisfies readonly (keyof Report)[];

/** What to say of a diffusion policy that arrives in fewer than half of its rollouts. */
function adviceOf({ arrived, collided, late }: Report): 'collided' | 'late' | null {
  if (arrived.value >= 0.5) return null;
  return late.value > collided.value ? 'late' : 'collided';
}

/** A hundred rollouts of both, counted, with 95 % intervals. */
export function Measurement() {
  const act = useAct();
  const { measure } = useActions();
  const t = text.value.measure;
  const settings = act.settings.value;
  const { phase, progress, result } = act.measuring;
  const found = result.value;
  const advice = found && adviceOf(found.diffusion.report);
  return (
    <section class="act-measure" aria-labelledby="act-measure-title">
      <h2 id="act-measure-title">{t.title(ROBOTS)}</h2>
      <Segments
        label={t.from}
        options={FROM.map((value) => ({ value, label: t.froms[value] }))}
        value={settings.from}
        onChange={(from) => act.set({ from })}
      />
      <div class="act-go">
        <ActionButton action={measure} words="primary" />
        {phase.value === 'running' && (
          <>
            <progress value={progress.value} aria-label={t.title(ROBOTS)} />
            <button type="button" onClick={() => act.measuring.cancel()}>
              {shared.value.takeHome.cancel}
            </button>
          </>
        )}
      </div>
      {found && (
        <>
          <TableBox label={t.caption(found.step, found.diffusion.report.episodes)}>
            <table>
              <caption class="hint">{t.caption(found.step, found.diffusion.report.episodes)}</caption>
              <thead>
                <tr>
                  <th scope="col">{t.what}</th>
                  <th scope="col">{text.value.policies.diffusion}</th>
                  <th scope="col">{text.value.policies.cloning}</th>
                </tr>
              </thead>
              <tbody>
                {SHARES.map((name) => (
                  <tr
                    key={name}
                    data-figure={name}
                    data-diffusion={found.diffusion.report[name].value}
                    data-cloning={found.cloning.report[name].value}
                  >
                    <th scope="row">{t.rows[name]}</th>
                    <td>{percent(found.diffusion.report[name])}</td>
                    <td>{percent(found.cloning.report[name])}</td>
                  </tr>
                ))}
                <tr data-figure="entropy">
                  <th scope="row">{t.rows.entropy}</th>
                  <td>{bits(found.diffusion.report.entropy)}</td>
                  <td>{bits(found.cloning.report.entropy)}</td>
                </tr>
                <tr data-figure="changes">
                  <th scope="row">{t.rows.changes}</th>
                  <td>{figure(found.diffusion.changes)}</td>
                  <td>{figure(found.cloning.changes)}</td>
                </tr>
              </tbody>
            </table>
          </TableBox>
          {advice && (
            <p class="hint" role="status" data-advice={advice}>
              {t.advice[advice]}
            </p>
          )}
          <Segments
            label={t.show}
            options={SHOWN.map((value) => ({ value, label: t.shown[value] }))}
            value={settings.shown}
            onChange={(shown) => act.set({ shown })}
          />
        </>
      )}
    </section>
  );
}
