import { type Interval, mean } from '@h986/domain/statistics';
import { bootstrap } from './bootstrap.ts';
import type { ScanRecord } from './judging/record.ts';

/** How boxes fit the threats that the lane finds, at the thresholds that ship. */
export interface FoundBoxFigures {
  found: number;
  /** Mean intersection over union of a threat's box and the best of what alarms at it. */
  iou: Interval;
  /** Mean number of findings that alarm at one threat. */
  findings: Interval;
}

/** Null where nothing was found, or by records that do not tell. */
export function foundBoxesOf(records: readonly ScanRecord[]): FoundBoxFigures | null {
  const seen = records.flatMap(({ foundBox }) => foundBox ?? []);
  if (seen.length === 0) return null;
  return {
    found: seen.length,
    iou: bootstrap(seen, (drawn) => mean(drawn.map(({ iou }) => iou))),
    findings: bootstrap(seen, (drawn) => mean(drawn.map(({ findings }) => findings))),
  };
}
