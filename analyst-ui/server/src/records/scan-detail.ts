import type { ScanDetail, ScanId } from '@h986/domain';
import { newestComparison } from '../comparison/find.ts';
import { matchOf } from '../declarations/match.ts';
import type { Reader } from '../review/blindness.ts';
import { type ChangeTools, change } from './change.ts';
import { decisionsOf } from './decisions.ts';
import { scanUnknown, summaryQuery, toSummary } from './scan-summary.ts';
import type { Db } from './tables.ts';

/** @throws {DomainError} `scan-unknown` */
export async function getDetail(db: Db, scanId: ScanId, reader?: Reader): Promise<ScanDetail> {
  const row = await summaryQuery(db).where('scans.scan_id', '=', scanId).executeTakeFirst();
  if (!row) throw scanUnknown(scanId);
  const comparison = row.revision === null ? null : await newestComparison(db, scanId, row.revision);
  return {
    ...toSummary(row),
    declaration: row.declaration,
    declarations: await matchOf(db, row),
    revision: row.revision,
    comparison,
    result: row.revision === null ? null : await getResult(db, scanId, row.revision, comparison),
    decisions: await decisionsOf(db, scanId, reader),
    ...(row.scanner_check && { scannerCheck: row.scanner_check }),
    panel: row.stage === 'panel',
  };
}

async function getResult(
  db: Db,
  scanId: ScanId,
  revision: string,
  comparison: ScanDetail['comparison'],
): Promise<ScanDetail['result']> {
  const { result, verdict } = await db
    .selectFrom('results')
    .select(['result', 'verdict'])
    .where('scan_id', '=', scanId)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow();
  const { runs, findings, load, geometry, normalised, lines, rawSha256, heatMapKey, previewKey, timings } = result;
  const risk = comparison?.risk ?? result.risk;
  return {
    verdict: comparison?.verdict ?? verdict,
    runs,
    findings,
    ...(risk && { risk }),
    ...(load && { load }),
    geometry,
    normalised,
    lines,
    rawSha256,
    hasHeatMap: heatMapKey !== null,
    hasPreview: previewKey !== null,
    timings,
  };
}

export interface Viewing {
  scanId: ScanId;
  user: string;
  session: string;
  revision: string | null;
}

/** Keeps in the audit log that an analyst had this revision before them, once a session. */
export async function recordView(tools: ChangeTools, { scanId, user, session, revision }: Viewing): Promise<void> {
  await change(tools, async ({ trx, audit }) => {
    const first = await trx
      .insertInto('views')
      .values({ session, scan_id: scanId, revision: revision ?? '' })
      .onConflict((conflict) => conflict.doNothing())
      .returning('scan_id')
      .executeTakeFirst();
    if (first) audit({ actor: user, action: 'scan-viewed', subject: scanId, detail: { revision } });
  });
}
