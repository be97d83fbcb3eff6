import {
  type ContainerNumber,
  type DecisionKind,
  type DecisionView,
  DomainError,
  type MarkId,
  type NewDecision,
  type ReadingPolicy,
  type RouteQuery,
  readingPolicies,
  type ScanId,
  stageAfter,
} from '@h986/domain';
import { sql } from 'kysely';
import { ulid } from 'ulid';
import { newestComparison } from '../comparison/find.ts';
import { type Reader, readsBlind } from '../review/blindness.ts';
import { type Change, type ChangeTools, change } from './change.ts';
import { closeLease, requireLease } from './leases.ts';
import { moveScan } from './move-scan.ts';
import { lockScan } from './scan-summary.ts';
import type { Db, ScanRow, Trx } from './tables.ts';
import { containing } from './worklist.ts';

export interface DecideTools extends ChangeTools {
  /** One reading decides where it is left out. */
  reading?: ReadingPolicy;
  /** 0 to 1, by chance; never below a share of readings where it is left out. */
  chance?: () => number;
}

/**
 * Decides a scan that the caller holds: decision, state, lease and audit event at once or not at all. Where the policy wants another reading
 * the scan waits for somebody else, who is not told; two who do not agree hand it to a panel.
 *
 * @throws {DomainError} `scan-unknown`; `scan-state` when it is not under review; `lease-held`, `lease-missing`;
 *   `inspection-mark-unknown` when a place to be opened is not marked on this scan;
 *   `revision-outdated` when a result has been recorded, or the result compared anew, that the analyst has not had before them.
 */
export async function decide(
  tools: DecideTools,
  { scanId, user, decision }: { scanId: ScanId; user: string; decision: NewDecision },
): Promise<DecisionView> {
  return change(tools, async (step) => {
    const { trx, at, audit } = step;
    const row = await lockScan(trx, scanId);
    if (row.state !== 'in-review') {
      throw new DomainError('scan-state', `a scan that is ${row.state} cannot be decided`, {
        details: { from: row.state },
      });
    }
    const lease = await requireLease(step, scanId, user);
    if (decision.revision !== row.revision) {
      throw new DomainError('revision-outdated', 'a newer result has been recorded since: look again', {
        details: { revision: row.revision },
      });
    }

    if (decision.comparison !== undefined) await refuseOutdated(step, scanId, row.revision, decision.comparison);

    const { kind, reason, text, revision, display, inspection } = decision;
    await refuseUnknownMarks(trx, scanId, inspection?.marks ?? []);
    const id = ulid(at.getTime());
    const { stage, round } = row;
    const next = stageAfter(
      stage,
      { kind, verdict: row.verdict },
      {
        earlier: await readingsOf(trx, row),
        policy: tools.reading ?? readingPolicies.single,
        drawn: tools.chance?.() ?? 1,
      },
    );
    const final = next === 'decided';
    await trx
      .insertInto('decisions')
      .values({
        id,
        scan_id: scanId,
        lease_id: lease.id,
        kind,
        reason,
        text,
        revision,
        verdict: row.verdict,
        display: JSON.stringify(display),
        decided_by: user,
        decided_at: at,
        stage,
        round,
        final,
        inspection: inspection ? JSON.stringify(inspection) : null,
      })
      .execute();
    await moveScan(step, row, final ? 'decided' : 'awaiting-review', { actor: user });
    await trx
      .updateTable('scans')
      .set(final ? { decision: kind } : { stage: next })
      .where('scan_id', '=', scanId)
      .execute();
    await closeLease(step, lease);
    audit({
      actor: user,
      action: 'decision',
      subject: scanId,
      detail: {
        ...{ id, kind, reason, text, inspection, stage, final, next },
        ...{ revision, comparison: decision.comparison, verdict: row.verdict, display },
      },
    });
    return getDecision(trx, id);
  });
}

async function readingsOf(trx: Trx, { scan_id, round }: ScanRow): Promise<DecisionKind[]> {
  const rows = await trx
    .selectFrom('decisions')
    .select('kind')
    .where('scan_id', '=', scan_id)
    .where('round', '=', round)
    .execute();
  return rows.map(({ kind }) => kind);
}

/** What was declared may have changed while they looked, and the revision with it not. */
async function refuseOutdated({ trx }: Change, scanId: ScanId, revision: string | null, seen: string | null) {
  const newest = revision === null ? null : await newestComparison(trx, scanId, revision);
  if ((newest?.id ?? null) === seen) return;
  throw new DomainError('revision-outdated', 'the scan has been compared anew since: look again', {
    details: { revision, comparison: newest?.id ?? null },
  });
}

/** Inspectors are sent to marks that are on the picture of this scan. */
async function refuseUnknownMarks(trx: Trx, scanId: ScanId, marks: readonly MarkId[]): Promise<void> {
  if (marks.length === 0) return;
  const rows = await trx
    .selectFrom('marks')
    .select('id')
    .where('scan_id', '=', scanId)
    .where('removed', '=', false)
    .where('id', 'in', marks)
    .execute();
  if (rows.length === new Set(marks).size) return;
  throw new DomainError('inspection-mark-unknown', 'a place to be opened is no longer marked: look again');
}

/** Decisions on one scan, oldest first; without those that the reader may not know of yet. */
export async function decisionsOf(db: Db, scanId: ScanId, reader?: Reader): Promise<DecisionView[]> {
  const rows = await decisionQuery(db).where('decisions.scan_id', '=', scanId).orderBy('decisions.id').execute();
  return rows.filter((row) => mayKnow(row, reader)).map(toView);
}

function mayKnow(row: DecisionRow, reader: Reader | undefined): boolean {
  if (!reader || row.decided_by === reader.name || row.round !== row.scan_round) return true;
  return !readsBlind({ stage: row.scan_stage, state: row.scan_state }, reader);
}

/** Decisions found, newest first. `before` is the id of the last one already seen. */
export async function searchDecisions(
  db: Db,
  wanted: RouteQuery<'listDecisions'>,
  reader?: Reader,
): Promise<DecisionView[]> {
  const { container, by, kind, verdict, from, to, before, limit } = wanted;
  let query = decisionQuery(db).limit(limit);
  if (container) query = query.where(sql<boolean>`scans.containers::text ilike ${containing(container)}`);
  if (by) query = query.where('decisions.decided_by', '=', by);
  if (kind) query = query.where('decisions.kind', '=', kind);
  if (verdict) query = query.where('decisions.verdict', '=', verdict);
  if (from) query = query.where('decisions.decided_at', '>=', new Date(from));
  if (to) query = query.where('decisions.decided_at', '<=', new Date(to));
  if (before) query = query.where('decisions.id', '<', before);
  const rows = await query.orderBy('decisions.id', 'desc').execute();
  return rows.filter((row) => mayKnow(row, reader)).map(toView);
}

async function getDecision(db: Db, id: string): Promise<DecisionView> {
  return toView(await decisionQuery(db).where('decisions.id', '=', id).executeTakeFirstOrThrow());
}

function decisionQuery(db: Db) {
  return db
    .selectFrom('decisions')
    .innerJoin('scans', 'scans.scan_id', 'decisions.scan_id')
    .selectAll('decisions')
    .select([
      'scans.containers',
      'scans.round as scan_round',
      'scans.stage as scan_stage',
      'scans.state as scan_state',
    ]);
}

type DecisionRow = Awaited<ReturnType<ReturnType<typeof decisionQuery>['executeTakeFirstOrThrow']>>;

function toView(row: DecisionRow): DecisionView {
  return {
    id: row.id,
    scanId: row.scan_id as ScanId,
    containers: row.containers as ContainerNumber[],
    kind: row.kind,
    reason: row.reason,
    text: row.text,
    revision: row.revision,
    verdict: row.verdict,
    inspection: row.inspection,
    stage: row.stage,
    final: row.final,
    by: row.decided_by,
    at: row.decided_at.toISOString(),
  };
}
