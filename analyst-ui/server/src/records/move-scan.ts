import { canMove, move, type ScanId, type ScanState } from '@h986/domain';
import type { Change } from './change.ts';
import type { ScanRow } from './tables.ts';

export interface MoveOptions {
  actor?: string;
  reason?: string;
  detail?: Record<string, unknown>;
}

/**
 * Moves a locked scan by the state table, with its audit event.
 *
 * @throws {DomainError} `scan-state` when the table does not know the step.
 */
export async function moveScan(
  { trx, at, audit, touched }: Change,
  row: ScanRow,
  to: ScanState,
  options: MoveOptions = {},
) {
  const { actor = 'system', reason = '', detail = {} } = options;
  const scanId = row.scan_id as ScanId;
  const ended = to === 'failed' || to === 'aborted';
  await trx
    .updateTable('scans')
    .set({
      state: move(row.state, to, row.purpose),
      // A scan that came back after all has no reason to have ended.
      reason: ended ? reason : '',
      armed_at: to === 'armed' ? at : row.armed_at,
    })
    .where('scan_id', '=', scanId)
    .execute();
  audit({ actor, action: 'scan-state', subject: scanId, detail: { from: row.state, to, reason, ...detail } });
  touched(scanId);
}

/** As `moveScan`, and nothing where the scan is already there or past it. */
export async function moveScanIfPossible(change: Change, row: ScanRow, to: ScanState, options: MoveOptions = {}) {
  if (row.state === to || !canMove(row.state, to, row.purpose)) return;
  await moveScan(change, row, to, options);
}
