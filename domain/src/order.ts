import { z } from 'zod';
import { ContainerNumber } from './container.ts';
import { Declaration } from './declaration.ts';
import { LaneId, ScanId, ScanPurpose } from './scan.ts';

/** An instant on our own clocks, ISO 8601 in UTC. */
export const Instant = z.iso.datetime();

/** `order.json`: what was known of the scan when it was triggered. */
export const Order = z.object({
  v: z.literal(1),
  scanId: ScanId,
  origin: z.enum(['ordered', 'unsolicited']),
  /** Left out for cargo: orders that were written before there was a choice stay as they are, byte for byte. */
  purpose: ScanPurpose.exclude(['cargo']).optional(),
  lane: LaneId,
  containers: z.array(ContainerNumber).max(2),
  plate: z.string().max(20).nullable(),
  declaration: Declaration.nullable(),
  triggeredAt: Instant,
  /** An order that has not armed a scanner by then never will. */
  expiresAt: Instant,
});
export type Order = z.infer<typeof Order>;

/** `armed.json`: written once, before the scanner is asked to arm, so that no order arms twice. */
export const Armed = z.object({
  v: z.literal(1),
  scanId: ScanId,
  lane: LaneId,
  bridge: z.string(),
  armedAt: Instant,
});
export type Armed = z.infer<typeof Armed>;

export const REFUSAL_REASONS = [
  'order-expired',
  'already-armed',
  'disk-nearly-full',
  'scanner-refused',
  'scanner-fault',
  'scanner-gone',
  'aborted-by-operator',
  'armed-but-never-scanned',
] as const;
/** `refused.json`: the order ended before its first line was stored. */
export const Refused = z.object({
  v: z.literal(1),
  scanId: ScanId,
  reason: z.enum(REFUSAL_REASONS),
  detail: z.string(),
  at: Instant,
});
export type Refused = z.infer<typeof Refused>;
