import type { ScanId, ScanSummary } from '@h986/domain';
import { sql } from 'kysely';
import type { ChangeTools } from '../records/change.ts';
import { takeLease } from '../records/leases.ts';
import { type SummaryRow, summaryQuery } from '../records/scan-summary.ts';
import { byUrgency } from '../records/worklist.ts';

/** One of so many of the most urgent is drawn: nobody can wait for a certain container, or leave one to a friend. */
const DRAWN_FROM = 3;
/** Whoever has given a scan back is not given it again for so long. */
const NOT_AGAIN_MS = 30 * 60_000;

export interface AssignTools extends ChangeTools {
  leaseMs: number;
  /** 0 to 1, by chance. */
  chance(): number;
}

/**
 * Hands the caller one of the most urgent scans that wait: drawn among those of the gravest verdict that is there. Never one that they have
 * read already in this round, or have just given back.
 */
export async function takeNext(
  tools: AssignTools,
  user: string,
): Promise<{ scan: ScanSummary; until: string } | { scan: null; until: null }> {
  for (const row of drawn(await waiting(tools, user), tools.chance)) {
    try {
      return await takeLease({ ...tools, assignment: 'open', assigned: true }, { scanId: row.scan_id as ScanId, user });
    } catch (error) {
      // A colleague was quicker; the next one will do.
      if (!isTaken(error)) throw error;
    }
  }
  return { scan: null, until: null };
}

/** In the order in which they are tried: one of the first few of the gravest kind, then the rest as it stands. */
function drawn(rows: readonly SummaryRow[], chance: () => number): SummaryRow[] {
  const [first] = rows;
  if (!first) return [];
  const few = rows.slice(0, DRAWN_FROM).filter(({ verdict }) => verdict === first.verdict);
  const one = few[Math.min(few.length - 1, Math.floor(chance() * few.length))] as SummaryRow;
  return [one, ...rows.filter((row) => row !== one)];
}

async function waiting({ db, now }: ChangeTools, user: string): Promise<SummaryRow[]> {
  const query = summaryQuery(db)
    .where('scans.state', '=', 'awaiting-review')
    .where('scans.stage', '!=', 'panel')
    .where('leases.user_name', 'is', null)
    .where(
      sql<boolean>`not exists (select 1 from decisions d
        where d.scan_id = scans.scan_id and d.round = scans.round and d.decided_by = ${user})`,
    )
    .where(
      sql<boolean>`not exists (select 1 from leases l where l.scan_id = scans.scan_id
        and l.user_name = ${user} and l.ended_at > ${new Date(now().getTime() - NOT_AGAIN_MS)})`,
    )
    .limit(20);
  return byUrgency(query).execute();
}

function isTaken(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return code === 'lease-held' || code === 'scan-state' || code === 'already-read';
}
