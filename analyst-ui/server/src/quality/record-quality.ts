import type { ScanResult } from '@h986/domain';
import type { Change } from '../records/change.ts';

/** Keeps what was measured of a scan's picture; a newer revision's figures take the older ones' place. */
export async function recordQuality({ trx }: Change, { scanId, order, times, load }: ScanResult): Promise<void> {
  const figures = load?.quality?.figures ?? [];
  if (figures.length === 0) return;
  await trx.deleteFrom('scanner_quality').where('scan_id', '=', scanId).execute();
  await trx
    .insertInto('scanner_quality')
    .values(
      figures.map(({ name, value, unit }) => {
        return { scan_id: scanId, name, lane: order.lane, scanned_at: new Date(times.firstLineAt), value, unit };
      }),
    )
    .execute();
}
