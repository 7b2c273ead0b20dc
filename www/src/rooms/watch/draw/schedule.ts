/** The schedule's curves as SVG paths: time runs as the film strip does, from T on the left to 0 on the right. Pure. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { ScheduleCurves } from '../../../../../pkg/src/types';
import { pathOf } from '../../../shared/chart/scales';

export interface ScheduleScales {
  total: number;
  /** t to pixels. */
  x(t: number): number;
  /** Pixels to t. */
  t(x: number): number;
  alphaBar(value: number): number;
  snr(value: number): number;
}

/** Decades of signal-to-noise ratio on the axis. */
export const SNR_RANGE: readonly [number, number] = [1e-5, 1e5];

export function scheduleScales(curves: ScheduleCurves, width: number, height: number): ScheduleScales {
  const total = curves.alphaBar.length - 1;
  const x = scaleLinear([total, 0], [0, width]);
  const alphaBar = scaleLinear([0, 1], [height, 0]);
  const snr = scaleLog(SNR_RANGE, [height, 0]).clamp(true);
  return {
    total,
    x: (t) => x(t),
    t: (at) => x.invert(at),
    alphaBar: (value) => alphaBar(value),
    snr: (value) => snr(Math.max(value, 1e-12)),
  };
}

/** At most this many points a curve: finer than the pixels shows nothing. */
const POINTS = 160;

export function schedulePaths(curves: ScheduleCurves, scales: ScheduleScales): { alphaBar: string; area: string; snr: string } {
  const times = Array.from({ length: POINTS + 1 }, (_, i) => Math.round((i * scales.total) / POINTS));
  const path = (y: (t: number) => number): string => pathOf(times.map((t) => [scales.x(t), y(t)]));
  const alphaBar = path((t) => scales.alphaBar(curves.alphaBar[t] ?? 1));
  return {
    alphaBar,
    area: `${alphaBar}L${scales.x(scales.total)} ${scales.alphaBar(0)}L${scales.x(0)} ${scales.alphaBar(0)}Z`,
    snr: path((t) => scales.snr(curves.snr[t] ?? 0)),
  };
}
