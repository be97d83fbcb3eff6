import { type MapCard, whyNotBelieved } from '@h986/domain';
import { labelOf } from './judging/map-cards.ts';
import type { ScanRecord } from './judging/record.ts';

/** The same records without the maps that the lane does not believe of such a load. */
export function believed(records: readonly ScanRecord[], models: readonly MapCard[]): readonly ScanRecord[] {
  const picky = models.filter(({ onlyFor }) => onlyFor);
  if (picky.length === 0) return records;
  return records.map((record) => {
    const out = new Set(picky.filter((card) => whyNotBelieved(card, record)).map((c) => labelOf(c, models)));
    if (out.size === 0) return record;
    return { ...record, maps: Object.fromEntries(Object.entries(record.maps).filter(([name]) => !out.has(name))) };
  });
}
