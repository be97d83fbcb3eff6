import { loadKindOf } from '@h986/domain';
import { appearanceOf, type Phantom } from '@h986/fixtures';
import type { ModelSet } from '@h986/pipeline';
import { analyse, rawScanOf } from './analyse.ts';
import { foundBox } from './found-box.ts';
import type { ScanPlan } from './make-scan.ts';
import { makeScan } from './make-scan.ts';
import { labelOf } from './map-cards.ts';
import type { ScanRecord } from './record.ts';
import type { MapTruth } from './score-map.ts';
import { seenContainers } from './seen-containers.ts';
import { boxesOf, recordOf } from './whole-maps.ts';

/** Makes the scan of a plan, has it analysed and keeps what the figures need. @throws as `makeScan` and the pipeline */
export async function judge(plan: ScanPlan, models: ModelSet): Promise<ScanRecord> {
  const { scan, scanner, seen, threat, family, tier } = slim(plan);
  const { result, maps, seconds, afterLastSeconds, peakBytes } = await analyse(rawScanOf(scan), models);
  const cards = maps.map(({ model }) => model.card);
  const where = { ...seen, boxes: boxesOf(result, seen) };
  const findings: Record<string, number> = {};
  for (const { kind, score } of result.findings) findings[kind] = Math.max(findings[kind] ?? 0, score);
  return {
    v: 1,
    seed: plan.seed,
    family,
    tier,
    scanner,
    ...loadKindOf(result.containers),
    lines: seen.lines,
    channels: seen.channels,
    threat: threat && !plan.harmless ? threat : null,
    oddity: threat && plan.harmless ? threat.family : null,
    containers: seenContainers(result.containers, seen.boxes, appearanceOf(family)),
    maps: Object.fromEntries(maps.map((one) => [labelOf(one.model.card, cards), recordOf(one, where)])),
    findings,
    foundBox: plan.harmless ? null : foundBox(result.findings, seen),
    verdict: result.verdict.kind,
    located: result.containers !== undefined,
    seconds,
    afterLastSeconds,
    peakBytes,
  };
}

/** The phantom without what nobody needs any more: its planes of area densities are many times the scan. */
function slim(plan: ScanPlan) {
  const { scan, truth, scanner } = makeScan(plan);
  const { threat, family, tier, threatMask: mask, containers: boxes } = truth;
  const seen: MapTruth = { lines: scan.lines, channels: scan.geometry.channels, mask, boxes };
  const about = threat && pick(threat);
  return { scan, scanner, seen, threat: about, family, tier };
}

function pick({ family, contrast, snr, massKg, areaCm2, heavyShare }: NonNullable<Phantom['truth']['threat']>) {
  return { family, contrast, snr, massKg, areaCm2, heavyShare };
}
