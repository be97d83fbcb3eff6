import type { RouteQuery, ScanSummary } from '@h986/domain';
import { sql } from 'kysely';
import { summaryQuery, toSummary } from './scan-summary.ts';
import type { Db } from './tables.ts';

/**
 * Scans, most urgent first.
 *
 * Those that wait for an analyst come first: the gravest verdict at the top (a scan nobody could judge ranks as inconclusive),
 * among equals the greater risk, in steps of a tenth, then the one whose budget ends first. Clear scans are in the list too: nothing is
 * released by silence. Then what is still under way, then what is done, each newest first. One lane's list is simply newest first.
 */
export async function listScans(
  db: Db,
  { view, lane, state, container, limit }: RouteQuery<'listScans'>,
): Promise<ScanSummary[]> {
  let query = summaryQuery(db).limit(limit);
  if (view === 'review') query = query.where('scans.state', 'in', ['awaiting-review', 'in-review']);
  if (lane) query = query.where('scans.lane', '=', lane);
  if (state) query = query.where('scans.state', '=', state);
  if (container) query = query.where(sql<boolean>`scans.containers::text ilike ${containing(container)}`);
  if (view !== 'lane') query = byUrgency(query);
  const rows = await query.orderBy('scans.scan_id', 'desc').execute();
  return rows.map(toSummary);
}

/** See `listScans`. */
export function byUrgency(query: ReturnType<typeof summaryQuery>): ReturnType<typeof summaryQuery> {
  return query
    .orderBy(sql`case when scans.state in ('awaiting-review', 'in-review') then 0
        when scans.state in ('ordered', 'armed', 'scanning', 'analysing') then 1 else 2 end`)
    .orderBy(sql`case when scans.state not in ('awaiting-review', 'in-review') then 0
        when scans.verdict = 'suspicious' then 0 when scans.verdict = 'clear' then 2 else 1 end`)
    .orderBy(
      sql`case when scans.state in ('awaiting-review', 'in-review') then -round(scans.top_score::numeric, 1) end`,
    )
    .orderBy(sql`case when scans.state in ('awaiting-review', 'in-review')
        then coalesce(scans.due_at, scans.ordered_at) end`);
}

/** A `like` pattern for text that holds the given one, whatever signs it is made of. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
