import { emptyOverlap, type OverlapCounts } from '@h986/domain/statistics';
import type { ScanRecord } from './judging/record.ts';

const known = new WeakMap<ScanRecord, Map<string, OverlapCounts>>();

/** A scan's counts in full, as its record keeps them in few words; worked out once. */
export function overlapOf(record: ScanRecord, model: string): OverlapCounts {
  const byModel = known.get(record) ?? new Map<string, OverlapCounts>();
  known.set(record, byModel);
  const found = byModel.get(model);
  if (found) return found;
  const counts = emptyOverlap();
  const map = record.maps[model];
  for (const [bin, count] of map?.outside ?? []) counts.outside[bin] = count;
  for (const [bin, share] of map?.inside ?? []) counts.inside[bin] = share;
  counts.regions = map?.regions ?? 0;
  byModel.set(model, counts);
  return counts;
}
