import { calibrated, type MapCard } from '@h986/domain';

/**
 * How a value is shown on the heat map, 0 to 255: a logit by its probability, certainty being 255; a deviation by its size, 255
 * being twice that at which a score is one half.
 */
export function heatOf(card: MapCard): (value: number) => number {
  const halves = card.findings.flatMap((rule) => (rule.kind === 'anomaly' ? [] : [rule.scoreHalfAt]));
  if (halves.length === 0) return (value) => Math.round(255 * probabilityOf(card, value));
  const full = 2 * Math.min(...halves);
  return (value) => Math.min(255, Math.round((255 * Math.abs(value)) / full));
}

/** By the card's calibration; a logit taken at its word where there is none. */
export function probabilityOf(card: Pick<MapCard, 'calibration'>, value: number): number {
  return calibrated(card, value) ?? 1 / (1 + Math.exp(-value));
}
