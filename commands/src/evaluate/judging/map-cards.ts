import type { MapCard } from '@h986/domain';

/** Whether a low value says as much as a high one: so it is where the card has findings below. */
export function isSigned(card: MapCard): boolean {
  return card.findings.some((rule) => 'sign' in rule && rule.sign === 'below');
}

/** What a model is called among others: by its name, and its version where another one of that name runs beside it. */
export function labelOf({ name, version }: MapCard, all: readonly Pick<MapCard, 'name'>[]): string {
  return all.filter((one) => one.name === name).length > 1 ? `${name}-${version}` : name;
}
