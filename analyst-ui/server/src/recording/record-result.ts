import {
  countLost,
  DomainError,
  keys,
  type Recorded,
  type ResultJob,
  type Revision,
  type ScanId,
  ScanResult,
} from '@h986/domain';
import { getJson, jsonBytes } from '@h986/stores';
import { compareScan } from '../comparison/compare.ts';
import { recordQuality } from '../quality/record-quality.ts';
import { type Change, change } from '../records/change.ts';
import { moveScanIfPossible } from '../records/move-scan.ts';
import type { ScanRow } from '../records/tables.ts';
import { compareSiblings } from '../siblings/compare-siblings.ts';
import { keepFeatures } from '../siblings/keep.ts';
import type { Tools } from '../tools.ts';
import { knownScan } from './known-scan.ts';
import { recordedVerdict } from './verdict.ts';

/**
 * Takes a result into the records and acknowledges it in the object store. Twice is once.
 *
 * @throws {DomainError} `object-missing`, `object-unreadable`; whatever the stores throw. Retried, then left to the sweep.
 */
export async function recordResult({ scanId, revision }: ResultJob, tools: Tools): Promise<void> {
  const key = keys.result(scanId, revision);
  const result = await getJson(tools.objects, key, ScanResult);
  if (result.scanId !== scanId || result.revision !== revision) {
    throw new DomainError('object-unreadable', `${key} is the result of another scan or revision`);
  }
  const recordedAt = await change(tools, (step) => recordOnce(step, result));
  // Before it is acknowledged: whoever dies in between comes again.
  await compareSiblings(tools, scanId);
  tools.log.info({ scanId, revision }, 'result recorded');
  await acknowledge(tools, scanId, revision, recordedAt);
}

/** Lets the bridge know that it may let go. Other bytes there are an acknowledgement too, from before the records were restored. */
export async function acknowledge(tools: Tools, scanId: ScanId, revision: Revision, recordedAt: Date): Promise<void> {
  const recorded: Recorded = { v: 1, scanId, revision, recordedAt: recordedAt.toISOString() };
  await tools.objects.putOnce(keys.recorded(scanId, revision), jsonBytes(recorded));
  await tools.db
    .updateTable('results')
    .set({ acknowledged: true })
    .where('scan_id', '=', scanId)
    .where('revision', '=', revision)
    .execute();
}

/** @returns when it was recorded, now or the first time */
async function recordOnce(step: Change, result: ScanResult): Promise<Date> {
  const { trx, at, audit } = step;
  const scanId = result.scanId as ScanId;
  const row = await knownScan(step, result.order);
  const verdict = recordedVerdict(result);
  const added = await trx
    .insertInto('results')
    .values({
      scan_id: scanId,
      revision: result.revision,
      counter: counterOf(result.revision),
      result: JSON.stringify(result),
      verdict: JSON.stringify(verdict),
      recorded_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('recorded_at')
    .executeTakeFirst();
  if (!added) {
    const { recorded_at } = await trx
      .selectFrom('results')
      .select('recorded_at')
      .where('scan_id', '=', scanId)
      .where('revision', '=', result.revision)
      .executeTakeFirstOrThrow();
    return recorded_at;
  }
  const newest = row.revision === null || counterOf(result.revision) >= counterOf(row.revision);
  if (newest) await showResult(step, row, result, verdict.kind);
  if (newest) await recordQuality(step, result);
  audit({
    actor: 'system',
    action: 'result-recorded',
    subject: scanId,
    detail: { revision: result.revision, verdict: verdict.kind, pipelineVerdict: result.verdict.kind, newest },
  });
  if (newest) {
    await keepFeatures(step, result);
    await compareScan(step, scanId);
  }
  return added.recorded_at;
}

/** Makes a result the one that the scan shows, and brings the scan before people. */
async function showResult(step: Change, row: ScanRow, result: ScanResult, verdict: ScanResult['verdict']['kind']) {
  await step.trx
    .updateTable('scans')
    .set({
      revision: result.revision,
      verdict,
      // One calibrated figure where there is one; else the gravest finding's.
      top_score: result.risk?.probability ?? Math.max(0, ...result.findings.map((finding) => finding.score)),
      extent: result.extent,
      lines: result.lines,
      lines_lost: countLost(result.linesLost),
    })
    .where('scan_id', '=', row.scan_id)
    .execute();
  step.touched(row.scan_id as ScanId);
  // What was read before was read of another result: reading begins anew.
  const reading = { stage: 'first', round: row.round + 1 } as const;
  if (row.stage !== 'first' || row.state === 'decided')
    await step.trx.updateTable('scans').set(reading).where('scan_id', '=', row.scan_id).execute();
  // A scan under review stays with its holder, who is told by the revision; a decided one is open again.
  if (row.state === 'in-review') return;
  await moveScanIfPossible(step, row, 'awaiting-review', { reason: 'result-recorded' });
  if (row.state === 'decided') {
    await step.trx.updateTable('scans').set({ decision: null }).where('scan_id', '=', row.scan_id).execute();
  }
}

const counterOf = (revision: Revision): number => Number(revision.split('-')[0]);
