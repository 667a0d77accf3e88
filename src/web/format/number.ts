const whole = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });

const twoDecimals = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Space that keeps a number and its unit on one line. */
const NBSP = '\u00A0';

/** Below this base a percentage pretends to a precision that is not there, so counts are shown. From design/screens.md. */
export const SMALLEST_PERCENT_BASE = 30;

/** `1234` → `1.234`. */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** A mean: at most one decimal, `12.25` → `12,3`. */
export function formatMean(value: number): string {
  return oneDecimal.format(value);
}

/** A score between 0 and 1: `0.7134` → `0,71`. */
export function formatScore(value: number): string {
  return twoDecimals.format(value);
}

/** `0.314` → `31 %`. A share that is neither none nor all never reads `0 %` or `100 %`. */
export function formatPercent(share: number): string {
  if (share > 0 && share < 0.005) return `dưới${NBSP}1${NBSP}%`;
  if (share < 1 && share >= 0.995) return `trên${NBSP}99${NBSP}%`;
  return `${whole.format(share * 100)}${NBSP}%`;
}

/** Part of a whole in words: `31 % của 412 bài`, or `7 trong 19 bài` when the base is below 30. Empty text for a base of 0. */
export function formatShare(part: number, base: number, unit: string): string {
  if (base <= 0) return '';
  if (base < SMALLEST_PERCENT_BASE) return `${formatCount(part)} trong ${formatCount(base)} ${unit}`;
  return `${formatPercent(part / base)} của ${formatCount(base)} ${unit}`;
}
