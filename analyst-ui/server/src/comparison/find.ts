import type { Comparison, ScanId } from '@h986/domain';
import type { ComparisonRow, Db } from '../records/tables.ts';

/** The newest comparison of a scan's revision. */
export async function newestComparison(db: Db, scanId: ScanId, revision: string): Promise<Comparison | null> {
  const row = await db
    .selectFrom('comparisons')
    .selectAll()
    .where('scan_id', '=', scanId)
    .where('revision', '=', revision)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row ? toComparison(row) : null;
}

function toComparison(row: ComparisonRow): Comparison {
  const { id, revision, declarations, scans, containers, runs, observations, verdict, risk } = row;
  return {
    id,
    revision,
    madeAt: row.made_at.toISOString(),
    declarations,
    scans,
    containers,
    runs,
    observations,
    verdict,
    ...(risk && { risk }),
    gravestBefore: row.gravest_before,
  };
}
