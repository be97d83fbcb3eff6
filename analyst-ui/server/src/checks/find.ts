import type { CheckReading, ScanId, ScannerCheck } from '@h986/domain';
import type { Db, ScannerCheckRow } from '../records/tables.ts';

/** Checks that a figure's own past is made from. */
const EARLIER_AT_MOST = 30;

/** The last check of a lane that was made by then. */
export async function newestCheck(db: Db, lane: string, by: Date): Promise<ScannerCheck | null> {
  const row = await db
    .selectFrom('scanner_checks')
    .selectAll()
    .where('lane', '=', lane)
    .where('scanned_at', '<=', by)
    .orderBy('scanned_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toCheck(row) : null;
}

/** Checks of the lane with the very same object that were made before, oldest first. */
export async function earlierChecks(
  db: Db,
  of: { scan_id: string; lane: string; scannedAt: Date; object: CheckReading['object'] },
): Promise<ScannerCheckRow[]> {
  if (of.object === null) return [];
  const rows = await db
    .selectFrom('scanner_checks')
    .selectAll()
    .where('lane', '=', of.lane)
    .where('scan_id', '!=', of.scan_id)
    .where('scanned_at', '<', of.scannedAt)
    .orderBy('scanned_at', 'desc')
    .limit(EARLIER_AT_MOST)
    .execute();
  return rows.filter(({ reading }) => reading.object?.sha256 === of.object?.sha256).reverse();
}

/** Values by figure, in the order of the checks. */
export function valuesOf(checks: readonly Pick<ScannerCheckRow, 'reading'>[]): Record<string, number[]> {
  const values: Record<string, number[]> = {};
  for (const { name, value } of checks.flatMap(({ reading }) => reading.figures)) {
    if (value === null) continue;
    values[name] ??= [];
    values[name].push(value);
  }
  return values;
}

export function toCheck({ scan_id, scanned_at, grade, reasons, reading }: ScannerCheckRow): ScannerCheck {
  const { refusal, figures, object } = reading;
  return {
    scanId: scan_id as ScanId,
    at: scanned_at.toISOString(),
    grade,
    reasons,
    refusal,
    figures,
    object: object && { name: object.name, version: object.version },
  };
}
