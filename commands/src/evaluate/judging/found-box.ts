import { type BoxPx, type Finding, intersectionOverUnion, reachesAlarm, sharedArea } from '@h986/domain';
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
  truth: Pick<MapTruth, 'mask' | 'lines' | 'channels'>,
): FoundBox | null {
  const threat = boxOfMask(truth);
  if (!threat) return null;
  const at = findings
    .filter((one) => one.kind === 'anomaly' && reachesAlarm(one) === true && sharedArea(one.boxPx, threat) > 0)
    .map(({ boxPx }) => intersectionOverUnion(boxPx, threat));
  return at.length > 0 ? { iou: Math.max(...at), findings: at.length } : null;
}

/** @param mask lines x channels, 0 where nothing is hidden */
function boxOfMask({ mask, lines, channels }: Pick<MapTruth, 'mask' | 'lines' | 'channels'>): BoxPx | null {
  const [from, to] = [
    { x: lines, y: channels },
    { x: -1, y: -1 },
  ];
  for (let x = 0; x < lines; x++) {
    for (let y = 0; y < channels; y++) {
      if (!mask[x * channels + y]) continue;
      from.x = Math.min(from.x, x);
      from.y = Math.min(from.y, y);
      to.x = x;
      to.y = Math.max(to.y, y);
    }
  }
  return to.x < 0 ? null : { ...from, w: to.x - from.x + 1, h: to.y - from.y + 1 };
}
