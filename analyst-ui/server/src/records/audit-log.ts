import { createHash } from 'node:crypto';
import { AUDIT_GENESIS, type AuditEvent, type ChainStatus, canonicalJson } from '@h986/domain';
import type { Db, Trx } from './tables.ts';

export interface AuditEntry {
  /** User name, or `system`. */
  actor: string;
  action: AuditEvent['action'];
  subject: string;
  detail?: Record<string, unknown>;
}

/**
 * Adds links to the audit chain. Call it last in a transaction: from here to the commit nobody else can add one, which is
 * what keeps the chain a chain, and taking the head last is what keeps transactions from waiting for each other in a ring.
 */
export async function appendAudit(trx: Trx, entries: readonly AuditEntry[], at: Date): Promise<void> {
  if (entries.length === 0) return;
  const head = await trx.selectFrom('audit_head').selectAll().where('id', '=', 1).forUpdate().executeTakeFirstOrThrow();
  let seq = Number(head.seq);
  let previous = head.hash;
  const rows = entries.map(({ actor, action, subject, detail = {} }) => {
    seq += 1;
    const text = canonicalJson(JSON.parse(JSON.stringify(detail)));
    const link = { seq, at: at.toISOString(), actor, action, subject, detail: text, previous };
    previous = hashOf(link);
    return { ...link, hash: previous };
  });
  await trx.insertInto('audit').values(rows).execute();
  await trx.updateTable('audit_head').set({ seq, hash: previous }).where('id', '=', 1).execute();
}

/** Every audit event about one subject, oldest first. */
export async function timelineOf(db: Db, subject: string): Promise<AuditEvent[]> {
  const rows = await db.selectFrom('audit').selectAll().where('subject', '=', subject).orderBy('seq').execute();
  return rows.map((row) => ({
    ...row,
    seq: Number(row.seq),
    action: row.action as AuditEvent['action'],
    detail: JSON.parse(row.detail),
  }));
}

/**
 * Goes through the whole chain: a link changed, removed, put elsewhere or cut off at the end is found.
 *
 * @param pageSize links held in memory at a time
 */
export async function verifyChain(db: Db, now: Date = new Date(), pageSize = 1_000): Promise<ChainStatus> {
  const end = await readEnd(db);
  let seq = 0;
  let previous = AUDIT_GENESIS;
  const status = (firstBroken: number | null): ChainStatus => ({
    ok: firstBroken === null,
    length: end.seq,
    head: end.hash,
    firstBroken,
    checkedAt: now.toISOString(),
  });

  while (seq < end.seq) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', seq)
      .where('seq', '<=', end.seq)
      .orderBy('seq')
      .limit(pageSize)
      .execute();
    for (const row of rows) {
      const link = { ...row, seq: Number(row.seq) };
      if (link.seq !== seq + 1 || link.previous !== previous || hashOf(link) !== link.hash) return status(seq + 1);
      seq = link.seq;
      previous = link.hash;
    }
    if (rows.length === 0) return status(seq + 1);
  }
  if (previous !== end.hash) return status(Math.max(seq, 1));
  return status(end.last > end.seq ? end.seq + 1 : null);
}

/** Where the chain says it ends, and the last link that there is, at one moment. */
async function readEnd(db: Db): Promise<{ seq: number; hash: string; last: number }> {
  const row = await db
    .selectFrom('audit_head')
    .select(['seq', 'hash'])
    .select((eb) =>
      eb
        .selectFrom('audit')
        .select((inner) => inner.fn.max('seq').as('last'))
        .as('last'),
    )
    .where('id', '=', 1)
    .executeTakeFirst();
  return { seq: Number(row?.seq ?? 0), hash: row?.hash ?? '', last: Number(row?.last ?? 0) };
}

interface Link {
  seq: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail: string;
  previous: string;
}

/** SHA-256 of `previous`, as text, followed by the canonical JSON of every field but `hash`. */
function hashOf({ seq, at, actor, action, subject, detail, previous }: Link): string {
  const parsed = parseDetail(detail);
  const body = canonicalJson({ seq, at, actor, action, subject, detail: parsed, previous });
  return createHash('sha256').update(previous).update(body).digest('hex');
}

/** A detail that is not byte for byte its canonical form was not written by us, even if it means the same. */
function parseDetail(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return canonicalJson(parsed) === text ? parsed : text;
  } catch {
    return text;
  }
}
