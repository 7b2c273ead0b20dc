import { useMemo } from 'preact/hooks';
import type { ScheduleCurves } from '../../../../../pkg/src/types';
import { type Area, FIGURES_Y, XAxis, YGrid } from '../../../shared/chart/Chart';
import { figure } from '../../../shared/chart/figure';
import { Plot } from '../../../shared/chart/Plot';
import { linearScale } from '../../../shared/chart/scales';
import { barsPath, histogram, LIMIT, normalPath } from '../draw/histogram';
import { schedulePaths, scheduleScales } from '../draw/schedule';
import { text } from '../locales/text';
import { useWatch } from './context';

const HEIGHT = 120;
/** Grid lines of the ratio: as much signal as noise, and as good as clean. */
const DECADES = [
  { value: 1, text: 'SNR 1' },
  { value: 1e4, text: 'SNR 10⁴' },
] as const;

/** ᾱ_t and the signal-to-noise ratio, with the t shown. A click goes there. */
export function SchedulePlot() {
  const store = useWatch();
  const m = text.value.schedulePlot;
  const curves = store.model.value?.curves;
  const t = store.view.value.moment?.t ?? 0;
  const alphaBar = figure(curves?.alphaBar[t] ?? 1);
  const snr = figure(curves?.snr[t] ?? Infinity);
  const seekTo = (share: number): void => {
    const times = store.view.value.history?.times;
    if (!curves || !times) return;
    const wanted = (1 - share) * (curves.alphaBar.length - 1);
    store.seek(times.reduce((best, time, i) => (Math.abs(time - wanted) < Math.abs((times[best] ?? 0) - wanted) ? i : best), 0));
  };
  return (
    <Plot
      title={m.title}
      control="watch.files"
      keys={
        <>
          <span class="data">{m.alphaBar}</span> <b class="data">{alphaBar}</b>
          <span class="dashed">{m.snr}</span> <b>{snr}</b>
        </>
      }
      label={m.label(t, alphaBar, snr)}
      height={HEIGHT}
      onDrag={seekTo}
    >
      {(area) => curves && <Schedule curves={curves} t={t} area={area} />}
    </Plot>
  );
}

function Schedule({ curves, t, area }: { curves: ScheduleCurves; t: number; area: Area }) {
  const { width, height } = area;
  const { scales, paths } = useMemo(() => {
    const scales = scheduleScales(curves, width, height);
    return { scales, paths: schedulePaths(curves, scales) };
  }, [curves, width, height]);
  const x = scales.x(t);
  return (
    <>
      <path class="area" d={paths.area} />
      <YGrid scale={{ ticks: DECADES.map(({ value, text }) => ({ at: scales.snr(value), text })) }} area={area} />
      <path class="curve alpha-bar" d={paths.alphaBar} />
      <path class="curve snr" d={paths.snr} />
      <line class="now" x1={x} x2={x} y1={0} y2={height} />
      <circle class="dot data" cx={x} cy={scales.alphaBar(curves.alphaBar[t] ?? 1)} r={4} />
      <circle class="dot" cx={x} cy={scales.snr(curves.snr[t] ?? Infinity)} r={3.5} />
      <text class="tick" x={0} y={height + FIGURES_Y}>
        t = {scales.total}
      </text>
      <text class="tick" x={width} y={height + FIGURES_Y} text-anchor="end">
        0
      </text>
    </>
  );
}

/** How the values of x_t lie, against N(0, 1), where they began. */
export function HistogramPlot() {
  const store = useWatch();
  const m = text.value.histogramPlot;
  const values = store.view.value.moment?.x ?? null;
  return (
    <Plot title={m.title} control="watch.files" keys={<span class="noise">{m.normal}</span>} label={m.label} height={HEIGHT}>
      {(area) => <Histogram values={values} area={area} />}
    </Plot>
  );
}

function Histogram({ values, area }: { values: Float32Array | null; area: Area }) {
  const { width, height } = area;
  const normal = useMemo(() => normalPath(width, height), [width, height]);
  const bars = useMemo(() => (values ? barsPath(histogram(values), width, height) : ''), [values, width, height]);
  return (
    <>
      <path class="bars" d={bars} />
      <path class="curve normal" d={normal} />
      <XAxis scale={linearScale(-LIMIT, LIMIT, [0, width], 7)} area={area} />
    </>
  );
}
