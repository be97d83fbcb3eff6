import type { Format } from '../../i18n/format.ts';

/** Tonnes from one on, else kilograms; no more digits than a reading has. */
export function kilograms(kg: number, format: Format): string {
  if (Math.abs(kg) >= 999.5) return `${format.number(kg / 1000, 1)} t`;
  return `${format.number(kg, Math.abs(kg) < 10 && !Number.isInteger(kg) ? 1 : 0)} kg`;
}
