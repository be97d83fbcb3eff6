import { DomainError, type Role, type ScanId, type ScanSummary } from '@h986/domain';
import { ulid } from 'ulid';
import { readersOf } from '../review/blindness.ts';
import { type Change, type ChangeTools, change } from './change.ts';
import { moveScan, moveScanIfPossible } from './move-scan.ts';
import { getSummary, lockScan } from './scan-summary.ts';
import type { LeaseRow, ScanRow, Trx } from './tables.ts';

export interface LeaseRequest {
  scanId: ScanId;
  user: string;
  /** An analyst where it is left out. */
  role?: Role;
}

export interface LeaseTools extends ChangeTools {
  leaseMs: number;
  /** `assigned`: analysts read what the server hands them, see `takeNext`; `open`: what they choose. Open where it is left out. */
  assignment?: 'open' | 'assigned';
  /** The server has drawn this scan for the caller. */
  assigned?: boolean;
}

/**
 * Holds a scan for one analyst; the holder who calls again keeps it longer.
 *
 * @throws {DomainError} `scan-unknown`; `scan-state` when it does not wait for an analyst; `lease-held` naming the holder; `already-read` by
 *   the caller in this round; `panel-only` for a risk officer where no panel is asked; `not-assigned` for an analyst who reaches for it
 */
export async function takeLease(
  tools: LeaseTools,
  { scanId, user, role = 'analyst' }: LeaseRequest,
): Promise<{ scan: ScanSummary; until: string }> {
  return change(tools, async (step) => {
    const { trx, at, audit, touched } = step;
    const row = await lockScan(trx, scanId);
    const until = new Date(at.getTime() + tools.leaseMs);
    const lease = await findLease(trx, scanId);
    const lasts = lease !== undefined && lease.held_until > at;

    if (lasts && lease.user_name !== user) throw heldBy(lease);
    if (lasts) {
      await trx.updateTable('leases').set({ held_until: until }).where('id', '=', lease.id).execute();
      return { scan: await getSummary(trx, scanId), until: until.toISOString() };
    }
    await mayRead(trx, row, { user, role }, tools);
    if (lease) await endLease(step, lease, 'lease-expired', 'system');
    if (row.state !== 'in-review') await moveScan(step, row, 'in-review', { actor: user });
    await trx
      .insertInto('leases')
      .values({ id: ulid(), scan_id: scanId, user_name: user, taken_at: at, held_until: until, ended_at: null })
      .execute();
    const detail = { until: until.toISOString() };
    if (tools.assigned) audit({ actor: 'system', action: 'scan-assigned', subject: scanId, detail: { to: user } });
    audit({ actor: user, action: 'lease-taken', subject: scanId, detail });
    touched(scanId);
    return { scan: await getSummary(trx, scanId), until: until.toISOString() };
  });
}

async function mayRead(
  trx: Trx,
  row: ScanRow,
  { user, role }: Required<Pick<LeaseRequest, 'user' | 'role'>>,
  { assignment = 'open', assigned = false }: LeaseTools,
): Promise<void> {
  if (role !== 'analyst' && row.stage !== 'panel')
    throw new DomainError('panel-only', 'a risk officer reads what two analysts do not agree on, and nothing else');
  if ((await readersOf(trx, row)).includes(user))
    throw new DomainError('already-read', 'you have read this scan: now it is for somebody else');
  if (assignment === 'open' || assigned || role !== 'analyst' || row.stage === 'panel') return;
  // Whoever held it last may take it up again after a break in the line.
  const last = await trx
    .selectFrom('leases')
    .select('user_name')
    .where('scan_id', '=', row.scan_id)
    .orderBy('taken_at', 'desc')
    .executeTakeFirst();
  if (last?.user_name !== user)
    throw new DomainError('not-assigned', 'scans are handed out here: ask for the next one');
}

/** Gives a scan back undecided. @throws {DomainError} `scan-unknown`, `lease-held`, `lease-missing` */
export async function returnLease(tools: ChangeTools, { scanId, user }: LeaseRequest): Promise<ScanSummary> {
  return change(tools, async (step) => {
    const row = await lockScan(step.trx, scanId);
    const lease = await requireLease(step, scanId, user);
    await endLease(step, lease, 'lease-returned', user);
    await moveScanIfPossible(step, row, 'awaiting-review', { actor: user });
    return getSummary(step.trx, scanId);
  });
}

/** Puts scans whose holder has gone quiet back on the list. */
export async function expireLeases(tools: ChangeTools): Promise<void> {
  const over = await tools.db
    .selectFrom('leases')
    .select('scan_id')
    .where('ended_at', 'is', null)
    .where('held_until', '<=', tools.now())
    .execute();
  for (const { scan_id } of over) {
    await change(tools, async (step) => {
      const scanId = scan_id as ScanId;
      const row = await lockScan(step.trx, scanId);
      const lease = await findLease(step.trx, scanId);
      if (!lease || lease.held_until > step.at) return;
      await endLease(step, lease, 'lease-expired', 'system');
      if (row.state === 'in-review') await moveScan(step, row, 'awaiting-review', { reason: 'lease-expired' });
    });
  }
}

/**
 * The caller's lease on a locked scan.
 *
 * @throws {DomainError} `lease-held` when another holds it, `lease-missing` when nobody does or the caller's has run out.
 */
export async function requireLease({ trx, at }: Change, scanId: ScanId, user: string): Promise<LeaseRow> {
  const lease = await findLease(trx, scanId);
  if (lease && lease.user_name !== user && lease.held_until > at) throw heldBy(lease);
  if (!lease || lease.user_name !== user || lease.held_until <= at) {
    throw new DomainError('lease-missing', 'take the scan before you decide on it', { details: { scanId } });
  }
  return lease;
}

export async function closeLease({ trx, at, touched }: Change, lease: LeaseRow): Promise<void> {
  await trx.updateTable('leases').set({ ended_at: at }).where('id', '=', lease.id).execute();
  touched(lease.scan_id as ScanId);
}

async function endLease(step: Change, lease: LeaseRow, action: 'lease-returned' | 'lease-expired', actor: string) {
  await closeLease(step, lease);
  step.audit({ actor, action, subject: lease.scan_id, detail: { holder: lease.user_name } });
}

function findLease(trx: Trx, scanId: ScanId): Promise<LeaseRow | undefined> {
  return trx
    .selectFrom('leases')
    .selectAll()
    .where('scan_id', '=', scanId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

function heldBy(lease: LeaseRow): DomainError {
  return new DomainError('lease-held', `${lease.user_name} has this scan before them`, {
    details: { heldBy: lease.user_name },
  });
}
