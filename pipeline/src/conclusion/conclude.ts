import { countLost, type Order, type Revision, type ScanId, type ScanResult, type Seal, verdictOf } from '@h986/domain';
import { numbered } from '../maps/findings.ts';
import type { Tools } from '../tools.ts';
import { worstRuns } from './runs.ts';

/** A scan at its end, about to get its result. */
export interface Scan {
  scanId: ScanId;
  revision: Revision;
  seal: Seal;
  order: Order;
  /** Strips whose results are not there and will not be waited for. */
  missing: readonly number[];
}

/** What a result has where a locator ran, where the risk was put into one figure, and where the load was read. */
type Located = 'containers' | 'vehicleShare' | 'risk' | 'load';

/** What has been found, in the form of a result with its verdict. */
export function concluded(
  { scanId, revision, seal, order, missing }: Scan,
  found: Pick<ScanResult, 'findings' | 'runs' | 'shadow' | 'heatMapKey' | 'previewKey' | 'timings' | Located> & {
    detector: { calibration: Pick<ScanResult, 'geometry' | 'normalised'> };
  },
  { policy, now }: Pick<Tools, 'policy' | 'now'>,
): ScanResult {
  const { geometry, normalised } = found.detector.calibration;
  const { lines, linesLost } = seal;
  const runs = worstRuns(found.runs);
  const findings = numbered(found.findings);
  const observations = found.load?.observations ?? [];
  const whole = seal.extent === 'whole';
  const evidence = { runs, findings, observations, whole, lines, linesLost: countLost(linesLost) };
  return {
    v: 1,
    scanId,
    revision,
    order,
    geometry,
    normalised,
    lines,
    linesLost,
    rawSha256: seal.sha256,
    extent: seal.extent,
    strips: seal.strips.length,
    stripsMissing: [...missing],
    runs,
    findings,
    ...(found.containers && { containers: found.containers, vehicleShare: found.vehicleShare }),
    ...(found.shadow && { shadow: found.shadow }),
    ...(found.risk && { risk: found.risk }),
    ...(found.load && { load: found.load }),
    verdict: verdictOf(evidence, policy),
    heatMapKey: found.heatMapKey,
    previewKey: found.previewKey,
    models: Object.fromEntries(runs.flatMap(({ name, digest }) => (digest ? [[name, digest]] : []))),
    times: {
      triggeredAt: order.triggeredAt,
      firstLineAt: seal.firstLineAt,
      lastLineAt: seal.lastLineAt,
      sealedAt: seal.sealedAt,
      finishedAt: new Date(now()).toISOString(),
    },
    timings: found.timings,
  };
}
