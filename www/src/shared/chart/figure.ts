/** A number with three significant digits, in scientific notation below 0.001 and from 10,000 on. */
export function figure(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  const text = value !== 0 && (Math.abs(value) < 0.001 || Math.abs(value) >= 10_000) ? value.toExponential(1) : value.toPrecision(3);
  return text.replace('e+', 'e').replaceAll('-', '−');
}
