import { z } from 'zod';
import { DomainError } from './errors.ts';

/** A ULID: 26 characters, Crockford base 32, sortable by the time it was made. */
export const ScanId = z
  .string()
  .regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'scan-id-shape')
  .brand<'ScanId'>();
export type ScanId = z.infer<typeof ScanId>;

/** A lane of the port, one scanner each; part of queue names, so letters, digits and dashes only. */
export const LaneId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'lane-id-shape');
export type LaneId = z.infer<typeof LaneId>;

/** What a scan is taken for: a load, or the site's test object, by which the scanner itself is checked. */
export const SCAN_PURPOSES = ['cargo', 'test-object'] as const;
export const ScanPurpose = z.enum(SCAN_PURPOSES);
export type ScanPurpose = z.infer<typeof ScanPurpose>;

/** From trigger to the analyst's screen at the latest. */
export const BUDGET_MS = 120_000;

export const SCAN_STATES = [
  'ordered',
  'armed',
  'scanning',
  'analysing',
  'awaiting-review',
  'in-review',
  'decided',
  'closed',
  'aborted',
  'failed',
] as const;
export const ScanState = z.enum(SCAN_STATES);
export type ScanState = z.infer<typeof ScanState>;

/**
 * What a scan may become. Skips forward are allowed where the records learn late of what has happened (they read the
 * object store after an outage); the only ways back are a lease given up and a decision reopened by a new revision.
 * Once a line is stored (`scanning`), no road leads to `aborted` or `failed`; and from those two a road leads back, for
 * lines that reach the store after we had given the order up (a bridge cut off, clocks apart): a stored line is never lost.
 */
const NEXT: Record<ScanState, readonly ScanState[]> = {
  ordered: ['armed', 'scanning', 'analysing', 'awaiting-review', 'aborted', 'failed'],
  armed: ['scanning', 'analysing', 'awaiting-review', 'aborted', 'failed'],
  scanning: ['analysing', 'awaiting-review'],
  analysing: ['awaiting-review'],
  'awaiting-review': ['in-review'],
  'in-review': ['awaiting-review', 'decided'],
  decided: ['awaiting-review', 'closed'],
  closed: [],
  aborted: ['scanning', 'analysing', 'awaiting-review'],
  failed: ['scanning', 'analysing', 'awaiting-review'],
};

/** The scan of a test object is nobody's to release: it ends when it is measured, and comes before no analyst. */
const NEXT_OF_CHECK: Record<ScanState, readonly ScanState[]> = {
  ordered: ['armed', 'scanning', 'analysing', 'closed', 'aborted', 'failed'],
  armed: ['scanning', 'analysing', 'closed', 'aborted', 'failed'],
  scanning: ['analysing', 'closed'],
  analysing: ['closed'],
  'awaiting-review': [],
  'in-review': [],
  decided: [],
  closed: [],
  aborted: ['scanning', 'analysing', 'closed'],
  failed: ['scanning', 'analysing', 'closed'],
};

export function canMove(from: ScanState, to: ScanState, purpose: ScanPurpose = 'cargo'): boolean {
  return (purpose === 'cargo' ? NEXT : NEXT_OF_CHECK)[from].includes(to);
}

/** @throws {DomainError} `scan-state` when the table does not know the step. */
export function move(from: ScanState, to: ScanState, purpose: ScanPurpose = 'cargo'): ScanState {
  if (!canMove(from, to, purpose)) {
    throw new DomainError('scan-state', `a scan cannot go from ${from} to ${to}`, { details: { from, to } });
  }
  return to;
}
