import { useSignal } from '@preact/signals';
import type { VlbTerms } from '../../../../../pkg/src/types';
import { XAxis, YGrid } from '../../../shared/chart/Chart';
import { figure } from '../../../shared/chart/figure';
import { Plot } from '../../../shared/chart/Plot';
import { linearScale, logDomain, logScale, pathOf } from '../../../shared/chart/scales';
import { TABLES } from '../../../shared/notation/symbols';
import { notation } from '../../../shared/state/preferences';
import { Segments } from '../../../shared/ui/Fields';
import { Tex } from '../../../shared/ui/Tex';
import { boundTerm } from '../formulas';
import { text } from '../locales/text';
import { useTraining } from './context';
import { Panel } from './Panel';

const BARS = 60;

/** The terms as bars, those of neighbouring t summed up: index 0 is next to t = 0. */
function barsOf({ terms }: VlbTerms): number[] {
  const bars = Math.min(BARS, terms.length);
  const sums = new Array<number>(bars).fill(0);
  terms.forEach((term, i) => {
    const bar = Math.min(bars - 1, Math.floor((i / terms.length) * bars));
    sums[bar] = (sums[bar] ?? 0) + term;
  });
  return sums;
}

/** Every term of the variational bound, and its sum. */
export function BoundPanel() {
  const training = useTraining();
  const t = text.value.bound;
  const variance = useSignal(0);
  const job = training.panels.bound;
  const bound = job.result.value;
  const start = (): void => {
    const run = training.trainer.run.value;
    if (run) void training.panels.runBound(run, variance.value);
  };
  return (
    <Panel
      name="bound"
      title={t.title}
      about={t.about}
      job={job}
      start={t.start}
      onStart={start}
      settings={
        <Segments
          label={t.variance}
          options={[
            { value: 0, label: 'β̃' },
            { value: 1, label: 'β' },
          ]}
          value={variance.value}
          onChange={(value) => (variance.value = value)}
        />
      }
    >
      {bound && (
        <>
          <dl class="figures bound-figures">
            <div>
              <dt>
                L<sub>T</sub>
              </dt>
              <dd>{figure(bound.prior)}</dd>
            </div>
            <div>
              <dt>
                Σ L<sub>t−1</sub>
              </dt>
              <dd>{figure(bound.terms.reduce((a, b) => a + b, 0))}</dd>
            </div>
            <div>
              <dt>
                L<sub>0</sub>
              </dt>
              <dd>{figure(bound.decoder)}</dd>
            </div>
            <div>
              <dt>{t.total}</dt>
              <dd>{t.nats(figure(bound.total))}</dd>
            </div>
            {bound.bitsPerDim !== null && (
              <div>
                <dt>{t.bits}</dt>
                <dd>{figure(bound.bitsPerDim)}</dd>
              </div>
            )}
          </dl>
          <p class="hint">{bound.bitsPerDim === null ? t.decoder : t.discrete}</p>
          <Plot control="train.files" title={t.terms} label={t.termsLabel} height={150}>
            {(area) => {
              const bars = barsOf(bound);
              const y = logScale(...logDomain(bars), [area.height, 0]);
              const x = linearScale(bound.terms.length, 0, [0, area.width], 4);
              const step = area.width / bars.length;
              return (
                <>
                  <YGrid scale={y} area={area} />
                  {bars.map((value, i) => {
                    const left = (bars.length - 1 - i) * step;
                    return value > 0 ? (
                      <rect
                        key={left}
                        class="bar learnt"
                        x={left + 0.5}
                        width={Math.max(1, step - 1)}
                        y={y.at(value)}
                        height={area.height - y.at(value)}
                      />
                    ) : null;
                  })}
                  <XAxis scale={x} area={area} name="t" />
                </>
              );
            }}
          </Plot>
        </>
      )}
      <Weights />
      <Tex source={boundTerm(TABLES[notation.value])} wanted />
    </Panel>
  );
}

/** How much each t counts: in the bound, and in L_simple. */
function Weights() {
  const training = useTraining();
  const t = text.value.bound;
  const curves = training.curves.value;
  if (!curves) return null;
  const weights = [...curves.boundWeight.slice(1)];
  const mean = weights.reduce((a, b) => a + b, 0) / weights.length;
  return (
    <Plot
      control="train.files"
      title={t.weights}
      keys={
        <>
          <span>{t.weightBound}</span> <span class="dashed">{t.weightSimple}</span>
        </>
      }
      label={t.weightsLabel}
      height={110}
      hint={t.weightsHint}
    >
      {(area) => {
        const relative = weights.map((weight) => weight / mean);
        const y = logScale(...logDomain([1, ...relative]), [area.height, 0]);
        const x = linearScale(weights.length, 0, [0, area.width], 4);
        const stride = Math.max(1, Math.floor(weights.length / 160));
        const line = relative.flatMap((weight, i) => (i < 12 || i % stride === 0 ? [[x.at(i + 1), y.at(weight)] as const] : []));
        return (
          <>
            <YGrid scale={y} area={area} />
            <line class="curve snr" x1={0} x2={area.width} y1={y.at(1)} y2={y.at(1)} />
            <path class="curve" d={pathOf(line)} />
            <XAxis scale={x} area={area} name="t" />
          </>
        );
      }}
    </Plot>
  );
}
