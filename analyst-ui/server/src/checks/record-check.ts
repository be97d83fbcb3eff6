import { type CheckReading, checkStateAt, judgeCheck } from '@h986/domain';
import type { Change } from '../records/change.ts';
import type { ScanRow } from '../records/tables.ts';
import { earlierChecks, newestCheck, valuesOf } from './find.ts';

const HOUR_MS = 3_600_000;

/** Judges what was measured of a test object by its limits and by the checks before it, and keeps it; a newer revision takes the older one's place. */
export async function recordCheck(
  { trx, audit }: Change,
  { scan_id, lane }: Pick<ScanRow, 'scan_id' | 'lane'>,
  reading: CheckReading,
  scannedAt: Date,
): Promise<void> {
  const earlier = await earlierChecks(trx, { scan_id, lane, scannedAt, object: reading.object });
  const { grade, reasons } = judgeCheck(reading, valuesOf(earlier));
  await trx.deleteFrom('scanner_checks').where('scan_id', '=', scan_id).execute();
  await trx
    .insertInto('scanner_checks')
    .values({
      scan_id,
      lane,
      scanned_at: scannedAt,
      grade,
      reasons: JSON.stringify(reasons),
      reading: JSON.stringify(reading),
    })
    .execute();
  audit({ actor: 'system', action: 'scanner-checked', subject: scan_id, detail: { lane, grade, reasons } });
}

/** Keeps with a scan of cargo how its scanner's last check stood when it was scanned. */
export async function keepCheckAt(
  { trx }: Change,
  { scan_id, lane }: Pick<ScanRow, 'scan_id' | 'lane'>,
  scannedAt: string,
  withinHours: number,
): Promise<void> {
  if (withinHours === 0) return;
  const newest = await newestCheck(trx, lane, new Date(scannedAt));
  const stands = checkStateAt(newest, Date.parse(scannedAt), withinHours * HOUR_MS);
  await trx
    .updateTable('scans')
    .set({ scanner_check: JSON.stringify(stands) })
    .where('scan_id', '=', scan_id)
    .execute();
}
