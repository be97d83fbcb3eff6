import { type Consultation, type ContainerNumber, DomainError, type ScanId } from '@h986/domain';
import { ulid } from 'ulid';
import { type ChangeTools, change } from '../records/change.ts';
import { requireLease } from '../records/leases.ts';
import { lockScan } from '../records/scan-summary.ts';
import type { Db } from '../records/tables.ts';
import { type Reader, readsBlind } from './blindness.ts';

/** Asks whoever can help. The scan stays with the holder. @throws {DomainError} `scan-unknown`, `lease-held`, `lease-missing` */
export async function askColleague(
  tools: ChangeTools,
  { scanId, user, question }: { scanId: ScanId; user: string; question: string },
): Promise<Consultation> {
  return change(tools, async (step) => {
    const { trx, at, audit, touched } = step;
    await lockScan(trx, scanId);
    await requireLease(step, scanId, user);
    const id = ulid(at.getTime());
    await trx
      .insertInto('consultations')
      .values({ id, scan_id: scanId, asked_by: user, asked_at: at, question })
      .execute();
    audit({ actor: user, action: 'colleague-asked', subject: scanId, detail: { id, question } });
    touched(scanId);
    return getConsultation(trx, id);
  });
}

/** @throws {DomainError} `consultation-unknown`, `consultation-answered`, `consultation-own` */
export async function answerColleague(
  tools: ChangeTools,
  { id, user, answer }: { id: string; user: string; answer: string },
): Promise<Consultation> {
  return change(tools, async ({ trx, at, audit, touched }) => {
    const asked = await getConsultation(trx, id);
    if (asked.askedBy === user) throw new DomainError('consultation-own', 'a question is for somebody else to answer');
    const taken = await trx
      .updateTable('consultations')
      .set({ answer, answered_by: user, answered_at: at })
      .where('id', '=', id)
      .where('answer', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!taken) throw new DomainError('consultation-answered', 'somebody has answered this already');
    audit({ actor: user, action: 'colleague-answered', subject: asked.scanId, detail: { id, answer } });
    touched(asked.scanId);
    return getConsultation(trx, id);
  });
}

/** Newest first. Of a scan that the reader reads blind, only their own. */
export async function listConsultations(
  db: Db,
  { scanId, open }: { scanId?: ScanId | undefined; open: boolean },
  reader: Reader,
): Promise<Consultation[]> {
  let query = consultationQuery(db).orderBy('consultations.id', 'desc').limit(100);
  if (scanId) query = query.where('consultations.scan_id', '=', scanId);
  if (open) query = query.where('consultations.answer', 'is', null);
  const rows = await query.execute();
  return rows.filter((row) => row.asked_by === reader.name || !readsBlind(row, reader)).map(toView);
}

function consultationQuery(db: Db) {
  return db
    .selectFrom('consultations')
    .innerJoin('scans', 'scans.scan_id', 'consultations.scan_id')
    .selectAll('consultations')
    .select(['scans.containers', 'scans.stage', 'scans.state']);
}

async function getConsultation(db: Db, id: string): Promise<Consultation> {
  const row = await consultationQuery(db).where('consultations.id', '=', id).executeTakeFirst();
  if (!row) throw new DomainError('consultation-unknown', `there is no question ${id}`);
  return toView(row);
}

type Row = Awaited<ReturnType<ReturnType<typeof consultationQuery>['executeTakeFirstOrThrow']>>;

function toView(row: Row): Consultation {
  return {
    id: row.id,
    scanId: row.scan_id as ScanId,
    containers: row.containers as ContainerNumber[],
    question: row.question,
    askedBy: row.asked_by,
    askedAt: row.asked_at.toISOString(),
    answer: row.answer,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at?.toISOString() ?? null,
  };
}
