import { type CargoClass, thresholdFor } from '@h986/domain';
import type { Model } from '../registry/model.ts';
import { PER_UNIT } from './cell-map.ts';

/**
 * From which value on a model alarms at this scanner and at such a load, by its table: the next one above what the table lets pass, in a
 * map's steps.
 *
 * @returns null where there is no table, or none that promises anything: then the card's own holds
 */
export function alarmFromTable(
  { thresholds }: Pick<Model, 'thresholds'>,
  scanner: string,
  cargoClass: CargoClass | null,
): number | null {
  const entry = thresholds ? thresholdFor(thresholds, { scanner, cargoClass }) : null;
  return entry && (Math.floor(entry.value * PER_UNIT + 1e-6) + 1) / PER_UNIT;
}
