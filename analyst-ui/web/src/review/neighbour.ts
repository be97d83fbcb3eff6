import type { ScanSummary } from '@h986/domain';

type Row = Pick<ScanSummary, 'scanId' | 'heldBy' | 'decision'>;

/**
 * The scan after or before the open one that waits for somebody, round the list's end; with none open, or an open one
 * that is no longer in the list, the first or the last.
 *
 * @returns null when no other waits
 */
export function neighbour<R extends Row>(scans: readonly R[], open: string | null, by: 1 | -1): R | null {
  const from = scans.findIndex(({ scanId }) => scanId === open);
  const order = by === 1 ? [...scans.slice(from + 1), ...scans.slice(0, Math.max(0, from))] : before(scans, from);
  return order.find((scan) => scan.scanId !== open && scan.heldBy === null && scan.decision === null) ?? null;
}

function before<R>(scans: readonly R[], from: number): R[] {
  return [...scans.slice(Math.max(0, from)), ...scans.slice(0, Math.max(0, from))].reverse();
}
