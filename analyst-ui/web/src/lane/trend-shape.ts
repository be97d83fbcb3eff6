import type { QualityTrend } from '@h986/domain';

export interface TrendShape {
  /** `x,y` pairs as SVG wants them. */
  days: string;
  mean: string;
  /** From the upper to the lower limit; null without limits. */
  band: { top: number; bottom: number } | null;
  last: { x: number; y: number } | null;
}

/** Room left beside the outermost points, px: their dots are not cut. */
const MARGIN = 4;

/** A trend in the pixels of a small picture: one step a day, from the least to the greatest of values, means and limits. */
export function trendShape(
  { days, limits }: Pick<QualityTrend, 'days' | 'limits'>,
  { width, height }: { width: number; height: number },
): TrendShape {
  const all = [...days.flatMap(({ value, ewma }) => [value, ewma]), ...(limits ? [limits.low, limits.high] : [])];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const span = most - least || 1;
  const x = (day: number): number =>
    rounded(days.length < 2 ? width / 2 : MARGIN + (day / (days.length - 1)) * (width - 2 * MARGIN));
  const y = (value: number): number => rounded(height - MARGIN - ((value - least) / span) * (height - 2 * MARGIN));
  const line = (of: 'value' | 'ewma'): string => days.map((day, i) => `${x(i)},${y(day[of])}`).join(' ');
  const last = days.at(-1);
  return {
    days: line('value'),
    mean: line('ewma'),
    band: limits && { top: y(limits.high), bottom: y(limits.low) },
    last: last ? { x: x(days.length - 1), y: y(last.value) } : null,
  };
}

const rounded = (px: number): number => Math.round(px * 10) / 10;
