import { useSignal } from '@preact/signals';
import { figure } from '../../../shared/chart/figure';
import { Range } from '../../../shared/ui/Fields';
import { text } from '../locales/text';
import type { TrainSettings } from '../settings';
import type { Side } from '../store/panels';
import { useTraining } from './context';
import { Panel } from './Panel';
import { SamplerFields } from './SamplerFields';
import { SamplesPicture } from './SamplesPicture';

/** Two samplers from the same noise, side by side, on one slider. */
export function ComparePanel() {
  const training = useTraining();
  const t = text.value.compare;
  const other = useSignal<Partial<TrainSettings>>({ sampler: 'ddpm', variance: 0, steps: 100, spacing: 'trailing', exactSamples: false });
  const share = useSignal(1);
  const job = training.panels.compare;
  const settings = training.settings.value;
  const second: TrainSettings = { ...settings, ...other.value };
  const sides = job.result.value;
  const start = (): void => {
    const run = training.trainer.run.value;
    if (run) void training.panels.runCompare(run, settings, { ...second, steps: Math.min(second.steps, second.total) });
  };
  return (
    <Panel
      name="compare"
      title={t.title}
      about={t.about}
      job={job}
      start={t.start}
      onStart={start}
      settings={
        <div class="panel-fields">
          <SamplerFields settings={second} set={(change) => (other.value = { ...other.value, ...change })} />
        </div>
      }
    >
      {sides && (
        <>
          <div class="sides">
            <SideFigure side={sides.a} share={share.value} name={t.first} />
            {sides.b && <SideFigure side={sides.b} share={share.value} name={t.second} />}
          </div>
          <Range
            label={t.way}
            shown={`${Math.round(100 * share.value)} %`}
            value={share.value}
            min={0}
            max={1}
            step={0.025}
            onInput={(value) => (share.value = value)}
          />
        </>
      )}
    </Panel>
  );
}

function SideFigure({ side, share, name }: { side: Side; share: number; name: string }) {
  const t = text.value;
  return (
    <figure class="side">
      <SamplesPicture
        shown={side.shown}
        share={share}
        label={`${name}, t = ${side.shown.cloud.times[Math.round(share * (side.shown.cloud.times.length - 1))] ?? 0}: ${t.compare.calls(side.shown.cloud.calls)}, ${t.distancePlot.names.slicedWasserstein} ${figure(side.distances.slicedWasserstein)}`}
      />
      <figcaption>
        <b>{name}</b>{' '}
        <span class="hint">
          {t.compare.calls(side.shown.cloud.calls)} · {t.distancePlot.names.slicedWasserstein} {figure(side.distances.slicedWasserstein)} (
          {t.distancePlot.data} {figure(side.data.slicedWasserstein)})
        </span>
      </figcaption>
    </figure>
  );
}
