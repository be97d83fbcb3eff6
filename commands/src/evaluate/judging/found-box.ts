import { type Finding, intersectionOverUnion, reachesAlarm, sharedArea } from '@h986/domain';
import { maskBox } from '@h986/fixtures';
import { z } from 'zod';
import type { MapTruth } from './score-map.ts';

/** How what alarms lies about a threat. */
export const FoundBox = z.object({
  /** Intersection over union of the threat's box and the box that fits best. */
  iou: z.number(),
  /** Findings that reach into the threat's box and alarm: one would do. */
  findings: z.number().int(),
});
export type FoundBox = z.infer<typeof FoundBox>;

/** @returns null where there is no threat in the picture, or nothing alarms at it */
export function foundBox(
  findings: readonly Pick<Finding, 'kind' | 'alarm' | 'boxPx'>[],
  { mask, lines, channels }: Pick<MapTruth, 'mask' | 'lines' | 'channels'>,
): FoundBox | null {
  const threat = maskBox(mask, lines, channels);
  if (!threat) return null;
  const at = findings
    .filter((one) => one.kind === 'anomaly' && reachesAlarm(one) === true && sharedArea(one.boxPx, threat) > 0)
    .map(({ boxPx }) => intersectionOverUnion(boxPx, threat));
  return at.length > 0 ? { iou: Math.max(...at), findings: at.length } : null;
}
