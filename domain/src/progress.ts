import { z } from 'zod';
import { Instant } from './order.ts';
import { LaneId, ScanId } from './scan.ts';

/** A scanner as its bridge last saw it. Older than `STATUS_FRESH_MS` it reads as unknown. */
export const ScannerStatus = z.object({
  lane: LaneId,
  serial: z.string(),
  state: z.enum(['unknown', 'off', 'standby', 'ready', 'armed', 'scanning', 'fault']),
  /** Interlocks that are open, by name; the scanner will not arm with any. */
  openInterlocks: z.array(z.string()),
  xrayOn: z.boolean(),
  doseRateNSvH: z.number().nonnegative(),
  temperatureC: z.number(),
  fault: z.string().nullable(),
  /** When the bridge received it. */
  at: Instant,
});
export type ScannerStatus = z.infer<typeof ScannerStatus>;
export const STATUS_FRESH_MS = 2_000;

/** What goes upward while a truck moves: lossy, a hint. Everything true is in the object store. */
export const Progress = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('scanner'), status: ScannerStatus }),
  z.object({ kind: z.literal('armed'), scanId: ScanId, lane: LaneId }),
  z.object({ kind: z.literal('refused'), scanId: ScanId, lane: LaneId }),
  z.object({ kind: z.literal('began'), scanId: ScanId, lane: LaneId, expectedLines: z.number().int().nonnegative() }),
  z.object({
    kind: z.literal('lines'),
    scanId: ScanId,
    lane: LaneId,
    lines: z.number().int(),
    linesLost: z.number().int(),
  }),
  z.object({ kind: z.literal('strip-stored'), scanId: ScanId, strip: z.number().int() }),
  z.object({ kind: z.literal('strip-shown'), scanId: ScanId, strip: z.number().int() }),
  z.object({ kind: z.literal('strip-analysed'), scanId: ScanId, strip: z.number().int(), findings: z.number().int() }),
  z.object({
    kind: z.literal('sealed'),
    scanId: ScanId,
    lines: z.number().int(),
    linesLost: z.number().int(),
    extent: z.enum(['whole', 'partial']),
  }),
]);
export type Progress = z.infer<typeof Progress>;
