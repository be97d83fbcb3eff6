import type { CheckFigureName, QualityPart } from '@h986/domain';
import type { Detector } from '../pixels/detector.ts';

/** From fewer lines it may be that nothing moved before a channel. */
const LINES_FOR_STUCK = 32;

/** What calibration and lines say of the detector, with or without an object in the picture. As of ordinary scans, see load/quality/figures.ts. */
export function channelFigures(
  parts: readonly QualityPart[],
  { calibration: { geometry } }: Detector,
): Partial<Record<CheckFigureName, number>> {
  const [first] = parts;
  if (!first) return {};
  const asked = parts.filter(({ lines }) => lines >= LINES_FOR_STUCK);
  const stuck = (asked[0]?.stuckChannels ?? []).filter((channel) =>
    asked.every(({ stuckChannels }) => stuckChannels.includes(channel)),
  );
  return {
    'dead-channels': (100 * first.badChannels) / (2 * geometry.channels),
    'dead-gap': first.widestGap,
    'stuck-channels': stuck.length,
  };
}
