import { XAxis, YGrid } from '../../../shared/chart/Chart';
import { figure } from '../../../shared/chart/figure';
import { Plot } from '../../../shared/chart/Plot';
import { linearScale, logDomain, logScale, pathOf } from '../../../shared/chart/scales';
import { binPoints, smoothed } from '../../../shared/state/record';
import { text } from '../locales/text';
import { useAct } from './context';

/** The losses of both, and the policy's error over t above the exact denoiser's. */
export function Losses() {
  return (
    <div class="plots">
      <LossPlot />
      <FloorPlot />
    </div>
  );
}

function LossPlot() {
  const act = useAct();
  const t = text.value.loss;
  act.pair.revision.value;
  const records = act.pair.records.value;
  const curve = (name: 'diffusion' | 'cloning') => {
    const points = binPoints(records[name].bins);
    const means = smoothed(points.map(({ mean }) => mean));
    return points.map(({ step }, i) => ({ step, loss: means[i] ?? 0 }));
  };
  const [diffusion, cloning] = [curve('diffusion'), curve('cloning')];
  const last = (points: readonly { loss: number }[]): string => figure(points.at(-1)?.loss ?? NaN);
  return (
    <Plot
      control="act.loss"
      title={t.title}
      keys={
        <>
          <span class="prediction">{text.value.policies.diffusion}</span> <b class="prediction">{last(diffusion)}</b>{' '}
          <span class="cloning">{text.value.policies.cloning}</span> <b class="cloning">{last(cloning)}</b>
        </>
      }
      label={t.label(records.diffusion.step, last(diffusion), last(cloning))}
      hint={diffusion.length === 0 ? t.empty : undefined}
      height={120}
    >
      {(area) => {
        const x = linearScale(0, Math.max(100, diffusion.at(-1)?.step ?? 0), [0, area.width], 5);
        const y = logScale(...logDomain([...diffusion, ...cloning].map(({ loss }) => loss)), [area.height, 0]);
        const path = (points: typeof diffusion): string => pathOf(points.map(({ step, loss }) => [x.at(step), y.at(loss)] as const));
        return (
          <>
            <YGrid scale={y} area={area} />
            <path class="curve cloning-curve" d={path(cloning)} />
            <path class="curve learnt" d={path(diffusion)} />
            <XAxis scale={x} area={area} name={t.steps} />
          </>
        );
      }}
    </Plot>
  );
}

function FloorPlot() {
  const act = useAct();
  const t = text.value.floor;
  const floor = act.floor.value;
  const [network, exact] = [Array.from(floor?.network ?? []), Array.from(floor?.exact ?? [])];
  const mean = (values: readonly number[]): string => figure(values.reduce((sum, value) => sum + value, 0) / values.length);
  return (
    <Plot
      control="act.loss"
      title={t.title}
      keys={
        <>
          <span class="prediction">{t.network}</span> <b class="prediction">{mean(network)}</b> <span class="data">{t.exact}</span>{' '}
          <b class="data">{mean(exact)}</b>
        </>
      }
      label={t.label(mean(network), mean(exact))}
      hint={floor === null ? t.empty : t.hint}
      height={120}
    >
      {(area) => {
        const x = linearScale(floor?.times.at(-1) ?? 90, 0, [0, area.width], 4);
        const y = logScale(...logDomain([...network, ...exact]), [area.height, 0]);
        const path = (values: readonly number[]): string =>
          pathOf(values.map((value, i) => [x.at(floor?.times[i] ?? 0), y.at(value)] as const));
        return (
          <>
            <YGrid scale={y} area={area} />
            <path class="curve exact-curve" d={path(exact)} />
            <path class="curve learnt" d={path(network)} />
            <XAxis scale={x} area={area} name="t" />
          </>
        );
      }}
    </Plot>
  );
}
