import type { Progress, ScanId, ScanState } from '@h986/domain';
import type { Sweeper } from '../recording/sweep.ts';
import { change } from '../records/change.ts';
import { moveScanIfPossible } from '../records/move-scan.ts';
import { findLocked } from '../records/scan-summary.ts';
import type { Tools } from '../tools.ts';
import type { Lanes } from './lanes.ts';

/** What each hint lets us say early; the sweep would find out by itself. */
const SAYS: Partial<Record<Progress['kind'], ScanState>> = {
  armed: 'armed',
  began: 'scanning',
  sealed: 'analysing',
};

/** Takes in what is told from below: passes it on to the browsers, and moves states early where it says something new. */
export function followLanes(tools: Tools, lanes: Lanes, sweeper: Sweeper): (progress: Progress) => Promise<void> {
  return async (progress) => {
    tools.tell({ kind: 'progress', progress });
    if (progress.kind === 'scanner') {
      lanes.saw(progress.status, tools.now());
      return;
    }
    const state = SAYS[progress.kind];
    if (state === undefined && progress.kind !== 'refused') return;
    const { scanId } = progress;
    try {
      const known = state !== undefined && (await moveEarly(tools, scanId, state, progress));
      // An end is believed only where it is written, and a scan unknown to us is read in first.
      if (known) return;
      await sweeper.look(scanId);
      if (state !== undefined) await moveEarly(tools, scanId, state, progress);
    } catch (error) {
      tools.log.warn({ scanId, err: error }, 'a hint could not be followed');
    }
  };
}

/** @returns whether the records know the scan */
async function moveEarly(tools: Tools, scanId: ScanId, state: ScanState, progress: Progress): Promise<boolean> {
  return change(tools, async (step) => {
    const row = await findLocked(step.trx, scanId);
    if (!row) return false;
    if (progress.kind === 'sealed' && row.revision === null) {
      const { lines, linesLost, extent } = progress;
      await step.trx
        .updateTable('scans')
        .set({ lines, lines_lost: linesLost, extent })
        .where('scan_id', '=', scanId)
        .execute();
    }
    await moveScanIfPossible(step, row, state, { reason: progress.kind });
    return true;
  });
}
