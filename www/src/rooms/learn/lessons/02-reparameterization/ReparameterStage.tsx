import { Chart, XAxis } from '../../../../shared/chart/Chart';
import { figure } from '../../../../shared/chart/figure';
import { Range } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { Handle, line, REACH } from '../../components/Handle';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import { moments } from '../../store/moments';
import type { Reparameterized } from './store';

const TOP = 26;
const BOTTOM = 150;

/** ε above, z below, and the same line from each ε to its z wherever μ and σ are. */
export function ReparameterStage({ store }: { store: Reparameterized }) {
  const d = text.value.reparameterization;
  const part = usePart();
  const [mu, sigma, eps, z] = [store.mu.value, store.sigma.value, store.eps.value, store.z.value];
  const m = z ? moments(z) : null;
  const says = m ? d.says(mu.toFixed(2), sigma.toFixed(2), figure(m.mean), figure(Math.sqrt(m.variance))) : text.value.waiting;
  return (
    <StageFigure says={says}>
      <Chart label={says} height={200} role="group">
        {(frame) => {
          const x = line(frame, REACH);
          return (
            <>
              <text class="tick noise" x={4} y={16}>
                {d.epsRow}
              </text>
              <text class="tick" x={4} y={BOTTOM + 26}>
                {d.zRow}
              </text>
              <line class="grid" x1={0} x2={frame.width} y1={TOP} y2={TOP} />
              <line class="grid" x1={0} x2={frame.width} y1={BOTTOM} y2={BOTTOM} />
              <rect
                class="spread-box"
                x={x.at(mu - sigma)}
                width={Math.max(1, x.at(mu + sigma) - x.at(mu - sigma))}
                y={BOTTOM - 12}
                height={24}
                {...part('sigma')}
              />
              <line class="now-mean" x1={x.at(mu)} x2={x.at(mu)} y1={BOTTOM - 16} y2={BOTTOM + 16} {...part('mu')} />
              {eps &&
                [...eps].map((value, i) => {
                  const to = z?.[i] ?? 0;
                  return (
                    <g key={value}>
                      <line class="thread" x1={x.at(value)} y1={TOP} x2={x.at(to)} y2={BOTTOM} />
                      <circle class="dot-noise" cx={x.at(value)} cy={TOP} r={4} {...part('eps')} />
                      <circle class="dot-ink" cx={x.at(to)} cy={BOTTOM} r={4} {...part('z')} />
                    </g>
                  );
                })}
              <Handle
                {...{ part: 'mu', colour: 'ink', label: d.dragMu, scale: x, y: BOTTOM, value: mu, low: -2, high: 2 }}
                onChange={(value) => store.set('mu', value)}
              />
              <Handle
                {...{
                  part: 'sigma',
                  colour: 'prediction',
                  label: d.dragSigma,
                  scale: x,
                  y: BOTTOM,
                  value: mu + sigma,
                  low: mu,
                  high: mu + 2,
                }}
                onChange={(value) => store.set('sigma', Math.round((value - mu) * 100) / 100)}
              />
              <XAxis scale={x} area={frame} />
            </>
          );
        }}
      </Chart>
      <div {...part('mu')}>
        <Range label="μ" shown={mu.toFixed(2)} value={mu} min={-2} max={2} step={0.05} onInput={(value) => store.set('mu', value)} />
      </div>
      <div {...part('sigma')}>
        <Range
          label="σ"
          shown={sigma.toFixed(2)}
          value={sigma}
          min={0}
          max={2}
          step={0.05}
          onInput={(value) => store.set('sigma', value)}
        />
      </div>
    </StageFigure>
  );
}
