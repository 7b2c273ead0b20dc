import { useSignal } from '@preact/signals';
import { XAxis, YGrid } from '../../../shared/chart/Chart';
import { Plot } from '../../../shared/chart/Plot';
import { linearScale, logScale, pathOf } from '../../../shared/chart/scales';
import { text } from '../locales/text';
import { useTraining } from './context';
import { Panel } from './Panel';
import { StopRange } from './StopRange';

const STEPS = [500, 1000, 2000, 4000, 8000] as const;

/** Few points are learnt by heart, many are generalised; the exact denoiser only ever knows them by heart. */
export function MemoryPanel() {
  const training = useTraining();
  const t = text.value.memory;
  const steps = useSignal<number>(4000);
  const job = training.panels.memory;
  const points = job.result.value ?? [];
  const start = async (): Promise<void> => {
    const engine = await training.engine();
    await training.panels.runMemory(engine, training.settings.value, (n) => training.source(n), steps.value);
  };
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  return (
    <Panel
      name="memory"
      title={t.title}
      about={t.about}
      job={job}
      start={t.start}
      onStart={() => void start().catch((error: unknown) => training.notices.tellError(error, null))}
      settings={
        <div class="panel-fields">
          <StopRange
            label={t.steps}
            stops={STEPS}
            value={steps.value}
            shown={String(steps.value)}
            onInput={(value) => (steps.value = value)}
          />
        </div>
      }
    >
      {points.length > 0 && (
        <Plot
          control="train.files"
          title={t.plot}
          keys={
            <>
              <span class="data">{t.exact}</span> <b class="data">{percent(points.at(-1)?.exact ?? 0)}</b>{' '}
              <span class="prediction">{t.network}</span> <b class="prediction">{percent(points.at(-1)?.network ?? 0)}</b>
            </>
          }
          label={t.label}
          hint={t.hint}
          height={150}
        >
          {(area) => {
            const x = logScale(3, 3000, [0, area.width]);
            const y = linearScale(0, 1.05, [area.height, 0], 3);
            return (
              <>
                <YGrid scale={y} area={area} />
                {(['exact', 'network'] as const).map((which) => (
                  <g key={which}>
                    <path
                      class={which === 'exact' ? 'curve truth' : 'curve learnt'}
                      d={pathOf(points.map((point) => [x.at(point.n), y.at(point[which])] as const))}
                    />
                    {points.map((point) => (
                      <circle
                        key={point.n}
                        class={which === 'exact' ? 'dot data' : 'dot prediction'}
                        cx={x.at(point.n)}
                        cy={y.at(point[which])}
                        r={4}
                      />
                    ))}
                  </g>
                ))}
                <XAxis scale={x} area={area} name={t.axis} />
              </>
            );
          }}
        </Plot>
      )}
    </Panel>
  );
}
