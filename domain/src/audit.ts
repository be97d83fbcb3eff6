import { z } from 'zod';
import { Sha256 } from './acquisition.ts';
import { Instant } from './order.ts';

export const AUDIT_ACTIONS = [
  'sign-in',
  'sign-in-refused',
  'sign-out',
  'user-created',
  'scan-ordered',
  'scan-triggered',
  'scan-aborted',
  'scan-state',
  'result-recorded',
  'scanner-checked',
  'scan-viewed',
  'lease-taken',
  'lease-returned',
  'lease-expired',
  'decision',
  'mark-set',
  'mark-removed',
  'colleague-asked',
  'colleague-answered',
  'scan-assigned',
  'scan-closed',
  'declarations-imported',
  'declaration-recorded',
  'declaration-matched',
  'scan-compared',
] as const;

/**
 * One link of the audit chain. `hash` is the SHA-256 of `previous` and of the canonical JSON of all fields but `hash`;
 * the first link's `previous` is 64 zeros. Written in the transaction of what it tells of.
 */
export const AuditEvent = z.object({
  seq: z.number().int().positive(),
  at: Instant,
  /** User name, or `system`. */
  actor: z.string(),
  action: z.enum(AUDIT_ACTIONS),
  /** The scan id, user name, reference of a declaration or empty. */
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  previous: Sha256,
  hash: Sha256,
});
export type AuditEvent = z.infer<typeof AuditEvent>;
export const AUDIT_GENESIS = '0'.repeat(64);

/** JSON with sorted keys and no spaces: the same object is the same bytes on every machine (after RFC 8785, for plain JSON values). */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`;
}
