/** Figures of rollouts in words. */
import type { Estimate } from '../../../../../pkg/src/types';
import { figure } from '../../../shared/chart/figure';
import { text } from '../locales/text';

/** A share with its interval. */
export function percent({ value, low, high }: Estimate): string {
  const t = text.value.measure;
  return Number.isNaN(value) ? t.none : t.share(Math.round(100 * value), Math.round(100 * low), Math.round(100 * high));
}

/** An entropy with its interval. */
export function bits({ value, low, high }: Estimate): string {
  const t = text.value.measure;
  return Number.isNaN(value) ? t.none : t.bits(figure(value), low.toFixed(2), high.toFixed(2));
}
