import type { MapCard } from '@h986/domain';

/** Whether a low value says as much as a high one: so it is where the card has findings below. */
export function isSigned(card: MapCard): boolean {
  return card.findings.some((rule) => 'sign' in rule && rule.sign === 'below');
}

/** The value at which the model says one half: of a probability, or of its score where it has none. */
export function halfAt(card: MapCard): number {
  if (card.calibration) return -card.calibration.b / card.calibration.a;
  const scores = card.findings.flatMap((rule) => ('scoreHalfAt' in rule ? [rule.scoreHalfAt] : []));
  return scores.length > 0 ? Math.min(...scores) : 0;
}

/** What a model is called among others: by its name, and its version where another one of that name runs beside it. */
export function labelOf({ name, version }: MapCard, all: readonly Pick<MapCard, 'name'>[]): string {
  return all.filter((one) => one.name === name).length > 1 ? `${name}-${version}` : name;
}
