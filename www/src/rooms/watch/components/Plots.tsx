import { useComputed } from '@preact/signals';
import type { TargetedPointerEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { figure } from '../../../shared/chart/figure';
import { text } from '../../../shared/i18n/text';
import { useWidth } from '../../../shared/ui/element';
import { SavePlot } from '../../../shared/ui/SavePlot';
import { unit } from '../../../shared/ui/unit';
import { barsPath, histogram, LIMIT, normalPath } from '../draw/histogram';
import { schedulePaths, scheduleScales } from '../draw/schedule';
import { useWatch } from './context';

const HEIGHT = 120;
const MARGIN = 8;
/** Grid lines of the ratio: as much signal as noise, and as good as clean. */
const DECADES = [1, 1e4] as const;

/** ᾱ_t and the signal-to-noise ratio, with the t shown. A click goes there. */
export function SchedulePlot() {
  const store = useWatch();
  const m = text.value.schedulePlot;
  const box = useRef<HTMLDivElement>(null);
  const scale = unit().value;
  const place = useWidth(box);
  const width = useComputed(() => Math.round(place.value / unit().value));
  const plot = useComputed(() => {
    const curves = store.model.value?.curves;
    if (!curves || width.value === 0) return null;
    const scales = scheduleScales(curves, width.value, HEIGHT);
    return { curves, scales, paths: schedulePaths(curves, scales) };
  });
  const { moment, history } = store.view.value;
  const t = moment?.t ?? 0;

  const seekTo = (event: TargetedPointerEvent<SVGSVGElement>): void => {
    if (!plot.value || !history) return;
    const wanted = plot.value.scales.t((event.clientX - event.currentTarget.getBoundingClientRect().left) / scale);
    const nearest = history.times.reduce(
      (best, time, i) => (Math.abs(time - wanted) < Math.abs((history.times[best] ?? 0) - wanted) ? i : best),
      0,
    );
    store.seek(nearest);
  };

  const shown = plot.value;
  const alphaBar = shown?.curves.alphaBar[t] ?? 1;
  const snr = shown?.curves.snr[t] ?? Infinity;
  return (
    <figure class="plot">
      <figcaption>
        <h2>{m.title}</h2>
        <span class="keys">
          <span class="data">{m.alphaBar}</span> <b class="data">{figure(alphaBar)}</b>
          <span class="dashed">{m.snr}</span> <b>{figure(snr)}</b>
        </span>
        <SavePlot title={m.title} control="watch.files" />
      </figcaption>
      <div ref={box}>
        {shown && (
          <svg
            width={width.value * scale}
            height={(HEIGHT + 20) * scale}
            viewBox={`0 0 ${width.value} ${HEIGHT + 20}`}
            role="img"
            aria-label={m.label(t, figure(alphaBar), figure(snr))}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              seekTo(event);
            }}
            onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seekTo(event)}
          >
            <path class="area" d={shown.paths.area} />
            {DECADES.map((value) => (
              <g key={value}>
                <line class="grid" x1={0} x2={width.value} y1={shown.scales.snr(value)} y2={shown.scales.snr(value)} />
                <text class="tick" x={2} y={shown.scales.snr(value) - 4}>
                  {value === 1 ? 'SNR 1' : 'SNR 10⁴'}
                </text>
              </g>
            ))}
            <path class="curve alpha-bar" d={shown.paths.alphaBar} />
            <path class="curve snr" d={shown.paths.snr} />
            <line class="now" x1={shown.scales.x(t)} x2={shown.scales.x(t)} y1={0} y2={HEIGHT} />
            <circle class="dot data" cx={shown.scales.x(t)} cy={shown.scales.alphaBar(alphaBar)} r={4} />
            <circle class="dot" cx={shown.scales.x(t)} cy={shown.scales.snr(snr)} r={3.5} />
            <text class="tick" x={0} y={HEIGHT + 15}>
              t = {shown.scales.total}
            </text>
            <text class="tick" x={width.value} y={HEIGHT + 15} text-anchor="end">
              0
            </text>
          </svg>
        )}
      </div>
    </figure>
  );
}

/** How the values of x_t lie, against N(0, 1), where they began. */
export function HistogramPlot() {
  const store = useWatch();
  const m = text.value.histogramPlot;
  const box = useRef<HTMLDivElement>(null);
  const scale = unit().value;
  const place = useWidth(box);
  const width = useComputed(() => Math.round(place.value / unit().value));
  const normal = useComputed(() => normalPath(width.value, HEIGHT));
  const bars = useComputed(() => {
    const { moment } = store.view.value;
    return moment && width.value > 0 ? barsPath(histogram(moment.x), width.value, HEIGHT) : '';
  });
  const at = (value: number): number => ((value + LIMIT) / (2 * LIMIT)) * width.value;
  return (
    <figure class="plot">
      <figcaption>
        <h2>{m.title}</h2>
        <span class="keys">
          <span class="noise">{m.normal}</span>
        </span>
        <SavePlot title={m.title} control="watch.files" />
      </figcaption>
      <div ref={box}>
        {width.value > 0 && (
          <svg
            width={width.value * scale}
            height={(HEIGHT + 20) * scale}
            viewBox={`0 0 ${width.value} ${HEIGHT + 20}`}
            role="img"
            aria-label={m.label}
          >
            <path class="bars" d={bars.value} />
            <path class="curve normal" d={normal.value} />
            <line class="axis" x1={0} x2={width.value} y1={HEIGHT} y2={HEIGHT} />
            {[-3, -2, -1, 0, 1, 2, 3].map((value) => (
              <text key={value} class="tick" x={at(value)} y={HEIGHT + MARGIN + 7} text-anchor="middle">
                {value < 0 ? `−${-value}` : value}
              </text>
            ))}
          </svg>
        )}
      </div>
    </figure>
  );
}
