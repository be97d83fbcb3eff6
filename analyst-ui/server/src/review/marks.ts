import { DomainError, type Mark, type MarkDraft, type MarkId, type ScanId } from '@h986/domain';
import { type ChangeTools, change } from '../records/change.ts';
import { requireLease } from '../records/leases.ts';
import { lockScan } from '../records/scan-summary.ts';
import type { Db, MarkRow } from '../records/tables.ts';
import { type Reader, readsScanBlind } from './blindness.ts';

/** Marks on a scan's picture, oldest first. */
export async function marksOf(db: Db, scanId: ScanId, reader: Reader): Promise<Mark[]> {
  let query = db.selectFrom('marks').selectAll().where('scan_id', '=', scanId).where('removed', '=', false);
  if (await readsScanBlind(db, scanId, reader)) query = query.where('made_by', '=', reader.name);
  const rows = await query.orderBy('made_at').orderBy('id').execute();
  return rows.map(toMark);
}

interface Stroke {
  scanId: ScanId;
  markId: MarkId;
  user: string;
  draft: MarkDraft;
}

/**
 * Keeps a mark. A stroke that is handed in again, because nobody knows whether it arrived, changes nothing.
 *
 * @throws {DomainError} `scan-unknown`, `lease-held`, `lease-missing`; `mark-not-yours`; `mark-changed` when another version is there
 */
export async function setMark(tools: ChangeTools, { scanId, markId, user, draft }: Stroke): Promise<Mark> {
  return change(tools, async (step) => {
    const { trx, at, audit } = step;
    await lockScan(trx, scanId);
    const known = await ownMark(trx, { scanId, markId, user });
    if (known && !known.removed && saysTheSame(known, draft)) return toMark(known);
    await requireLease(step, scanId, user);
    // One that was taken away is drawn anew, as a new one is.
    const there = known && !known.removed ? known.version : 0;
    if (there !== draft.version) {
      throw new DomainError('mark-changed', 'this mark has been changed elsewhere: look again', {
        details: { version: there },
      });
    }
    const { kind, points, text } = draft;
    const values = { kind, points: JSON.stringify(points), text, changed_at: at, version: (known?.version ?? 0) + 1 };
    const row = await trx
      .insertInto('marks')
      .values({ id: markId, scan_id: scanId, made_by: user, made_at: at, ...values })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...values, removed: false }))
      .returningAll()
      .executeTakeFirstOrThrow();
    audit({ actor: user, action: 'mark-set', subject: scanId, detail: { id: markId, kind, points, text } });
    return toMark(row);
  });
}

/** Takes a mark away; one that is gone already is gone. @throws as `setMark` */
export async function removeMark(tools: ChangeTools, { scanId, markId, user }: Omit<Stroke, 'draft'>): Promise<void> {
  await change(tools, async (step) => {
    await lockScan(step.trx, scanId);
    const known = await ownMark(step.trx, { scanId, markId, user });
    if (!known || known.removed) return;
    await requireLease(step, scanId, user);
    await step.trx
      .updateTable('marks')
      .set({ removed: true, changed_at: step.at, version: known.version + 1 })
      .where('id', '=', markId)
      .execute();
    step.audit({ actor: user, action: 'mark-removed', subject: scanId, detail: { id: markId } });
  });
}

async function ownMark(trx: Db, { scanId, markId, user }: Omit<Stroke, 'draft'>): Promise<MarkRow | undefined> {
  const row = await trx.selectFrom('marks').selectAll().where('id', '=', markId).executeTakeFirst();
  if (row && (row.made_by !== user || row.scan_id !== scanId))
    throw new DomainError('mark-not-yours', `this mark is ${row.made_by}’s`);
  return row;
}

function saysTheSame(row: MarkRow, { kind, points, text }: MarkDraft): boolean {
  return row.kind === kind && row.text === text && JSON.stringify(row.points) === JSON.stringify(points);
}

function toMark(row: MarkRow): Mark {
  return {
    id: row.id,
    scanId: row.scan_id as ScanId,
    kind: row.kind,
    points: row.points,
    text: row.text,
    by: row.made_by,
    at: row.made_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    version: row.version,
  };
}
