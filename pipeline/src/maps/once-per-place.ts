import { type Finding, reachesAlarm } from '@h986/domain';
import { liesIn } from './place.ts';

/**
 * Of anomalies that several models see at the same place one is kept: one that alarms before one that does not, then the higher score. What
 * one model says of two places that touch is its own affair, and no verdict becomes another: what alarms is only left out for what alarms.
 */
export function oncePerPlace(findings: readonly Finding[]): Finding[] {
  const gravest = findings
    .filter(({ kind }) => kind === 'anomaly')
    .sort((a, b) => Number(reachesAlarm(b) ?? true) - Number(reachesAlarm(a) ?? true) || b.score - a.score);
  const kept: Finding[] = [];
  for (const finding of gravest) if (!kept.some((other) => saysTheSame(finding, other))) kept.push(finding);
  return findings.filter((finding) => finding.kind !== 'anomaly' || kept.includes(finding));
}

function saysTheSame({ algorithm, boxPx }: Finding, other: Finding): boolean {
  return algorithm.name !== other.algorithm.name && liesIn(boxPx, other.boxPx);
}
