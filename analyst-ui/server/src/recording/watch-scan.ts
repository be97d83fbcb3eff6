import {
  type AssemblyJob,
  countLost,
  errorCode,
  keys,
  NOT_MEASURED,
  Order,
  type Revision,
  type ScanId,
} from '@h986/domain';
import { findJson } from '@h986/stores';
import { recordCheck } from '../checks/record-check.ts';
import { handOverOrder } from '../orders/hand-over.ts';
import { type Change, change } from '../records/change.ts';
import { moveScanIfPossible } from '../records/move-scan.ts';
import { lockScan } from '../records/scan-summary.ts';
import type { Db, ScanRow } from '../records/tables.ts';
import type { Tools } from '../tools.ts';
import { type Facts, readFacts } from './facts.ts';
import { knownScan } from './known-scan.ts';
import { nextSteps, type Step, type Waiting } from './next-steps.ts';
import { recordResult } from './record-result.ts';

/** What we remember of scans between two looks; a new run of the server starts counting anew. */
export type Memory = Map<ScanId, { strips: number; quietSince: number; sealedSince: number | null }>;

/** Looks at one scan in the object store and does what there is to do about it. */
export async function watchScan(tools: Tools, memory: Memory, scanId: ScanId): Promise<void> {
  const facts = await readFacts(tools.objects, scanId);
  await recordOpen(tools, scanId, facts.results);
  const row = await findOrLearn(tools, facts, scanId);
  if (!row) return;
  const now = tools.now();
  const waiting = remember(memory, scanId, facts, now);
  for (const step of nextSteps(row, facts, waiting, now, tools.limits)) await take(tools, scanId, facts, step);
  if (row.revision !== null) memory.delete(scanId);
}

/** One that cannot be read counts as none, so that the scan still comes before a person. */
async function recordOpen(tools: Tools, scanId: ScanId, results: readonly Revision[]): Promise<void> {
  const recorded = await recordedRevisions(tools.db, scanId);
  for (const revision of results.filter((one) => !recorded.includes(one))) {
    try {
      await recordResult({ v: 1, scanId, revision }, tools);
    } catch (error) {
      if (errorCode(error) !== 'object-unreadable') throw error;
      tools.log.error({ scanId, revision, err: error }, 'a result cannot be read');
    }
  }
}

async function findOrLearn(tools: Tools, facts: Facts, scanId: ScanId) {
  const row = await tools.db.selectFrom('scans').selectAll().where('scan_id', '=', scanId).executeTakeFirst();
  if (row?.triggered_at || !facts.ordered) {
    if (!row) tools.log.warn({ scanId }, 'a scan without an order lies in the object store');
    return row;
  }
  const order = await findJson(tools.objects, keys.order(scanId), Order);
  return order ? change(tools, (step) => knownScan(step, order)) : row;
}

async function take(tools: Tools, scanId: ScanId, facts: Facts, step: Step): Promise<void> {
  switch (step.kind) {
    case 'order-again':
      return handOverOrder(tools, scanId);
    case 'analyse-again':
      return analyseAgain(tools, scanId, step.strips);
    case 'move':
      return change(tools, async (changing) => {
        const row = await lockScan(changing.trx, scanId);
        if (step.to === 'analysing') await keepExtent(changing.trx, scanId, facts);
        await moveScanIfPossible(changing, row, step.to, { reason: step.reason });
      });
    case 'to-person':
      return toPerson(tools, scanId, facts, step.reason);
  }
}

/** To an analyst without a result. Inconclusive: what nobody has analysed is never clear. */
async function toPerson(tools: Tools, scanId: ScanId, facts: Facts, reason: string): Promise<void> {
  await change(tools, async (step) => {
    const row = await lockScan(step.trx, scanId);
    if (row.purpose !== 'cargo') return closeUnmeasured(step, row, reason);
    if (row.revision !== null || ['awaiting-review', 'in-review', 'decided', 'closed'].includes(row.state)) return;
    await step.trx
      .updateTable('scans')
      .set({ verdict: 'inconclusive', extent: facts.seal?.extent ?? 'partial' })
      .where('scan_id', '=', scanId)
      .execute();
    await moveScanIfPossible(step, row, 'awaiting-review', {
      reason,
      detail: {
        verdict: 'inconclusive',
        verdictReason: facts.seal?.extent === 'whole' ? 'algorithm-missing' : 'partial-scan',
        strips: facts.strips,
      },
    });
  });
}

/** A scan of the test object that brings no result has failed as a check; its result, if it comes, takes that back. */
async function closeUnmeasured(step: Change, row: ScanRow, reason: string): Promise<void> {
  if (row.revision !== null || row.state === 'closed') return;
  await recordCheck(step, row, NOT_MEASURED, row.triggered_at ?? step.at);
  await moveScanIfPossible(step, row, 'closed', { reason });
}

async function keepExtent(db: Db, scanId: ScanId, { seal }: Facts): Promise<void> {
  if (!seal) return;
  await db
    .updateTable('scans')
    .set({ extent: seal.extent, lines: seal.lines, lines_lost: countLost(seal.linesLost) })
    .where('scan_id', '=', scanId)
    .where('revision', 'is', null)
    .execute();
}

/** Whoever was to hand the scan over is gone. The ids are those of the first hand-over: what still waits is not added twice. */
async function analyseAgain({ jobs, log }: Tools, scanId: ScanId, strips: number): Promise<void> {
  const job: AssemblyJob = { v: 1, scanId, counter: 1 };
  try {
    for (let strip = 0; strip < strips; strip++) await jobs.strip({ ...job, strip });
    await jobs.assembly(job);
  } catch (error) {
    log.warn({ scanId, err: String(error) }, 'scan not handed over again, the sweep will try again');
  }
}

async function recordedRevisions(db: Db, scanId: ScanId): Promise<Revision[]> {
  const rows = await db.selectFrom('results').select('revision').where('scan_id', '=', scanId).execute();
  return rows.map((row) => row.revision);
}

function remember(memory: Memory, scanId: ScanId, facts: Facts, now: Date): Waiting {
  const at = now.getTime();
  const before = memory.get(scanId) ?? { strips: -1, quietSince: at, sealedSince: null };
  const entry = {
    strips: facts.strips,
    quietSince: before.strips === facts.strips ? before.quietSince : at,
    sealedSince: facts.seal ? (before.sealedSince ?? at) : null,
  };
  memory.set(scanId, entry);
  return { quietMs: at - entry.quietSince, sealedMs: at - (entry.sealedSince ?? at) };
}
