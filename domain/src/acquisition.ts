import { z } from 'zod';
import { Instant } from './order.ts';
import { LaneId, ScanId } from './scan.ts';

/** Lines in a strip: the unit of transport, analysis and texture. The last strip of a scan may be shorter. */
export const STRIP_LINES = 256;

/** A SHA-256 in lower-case hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'sha256-shape');

/** Both energies of every line, in this order in samples, planes and pictures; never reordered. */
export const ENERGIES = ['high', 'low'] as const;
export type Energy = (typeof ENERGIES)[number];

/** How the lines lie in space: data about one scanner at one speed, sent by the scanner with each scan. */
export const Geometry = z.object({
  /** Detector channels of one energy, bottom row of the picture last: channel 0 is the top. */
  channels: z.number().int().min(8).max(4096),
  /** Distance between lines along travel at the container's centre plane, mm. */
  linePitchMm: z.number().min(0.5).max(50),
  /** Distance between channels at the container's centre plane, mm. */
  channelPitchMm: z.number().min(0.5).max(50),
  /** Nominal end-point energies, MV. */
  highMv: z.number().positive(),
  lowMv: z.number().positive(),
});
export type Geometry = z.infer<typeof Geometry>;

/** Flags of a line record, a bit field. */
export const LINE_FLAG = { lost: 1, saturated: 2, doseUnknown: 4 } as const;

/** What came with one line beside its samples. Times are the device's own and only ever shown. */
export const LineRecord = z.object({
  line: z.number().int().nonnegative(),
  deviceUs: z.number().nonnegative(),
  encoder: z.number().int(),
  doseHigh: z.number().int().min(0).max(65535),
  doseLow: z.number().int().min(0).max(65535),
  flags: z.number().int().min(0).max(65535),
});
export type LineRecord = z.infer<typeof LineRecord>;

/**
 * `calibration.json` beside `calibration.bin`. The samples (zstd over little-endian u16) are `darkLines` lines and then
 * `airLines` lines, each line all channels of high and then of low, as acquired.
 */
export const Calibration = z.object({
  v: z.literal(1),
  scanId: ScanId,
  geometry: Geometry,
  lineRateHz: z.number().positive(),
  /** The pictures came normalised from the vendor: no dose correction; all-zero rows and the ruler are masked. */
  normalised: z.boolean(),
  darkLines: z.number().int().positive(),
  airLines: z.number().int().positive(),
  /** Mean dose readings of the air lines; 0 where the scanner has no dose monitor. */
  airDose: z.object({ high: z.number().nonnegative(), low: z.number().nonnegative() }),
  /** Of the samples before compression. */
  sha256: Sha256,
});
export type Calibration = z.infer<typeof Calibration>;

/**
 * `strips/<n>.json` beside `strips/<n>.bin`: lines `firstLine` .. `firstLine + lines - 1` as acquired. The samples (zstd
 * over little-endian u16) are line by line, each all channels of high, then of low. A lost line is zeros, flagged.
 */
export const Strip = z.object({
  v: z.literal(1),
  scanId: ScanId,
  strip: z.number().int().nonnegative(),
  firstLine: z.number().int().nonnegative(),
  lines: z.number().int().min(1).max(STRIP_LINES),
  channels: z.number().int().positive(),
  sha256: Sha256,
  records: z.array(LineRecord),
});
export type Strip = z.infer<typeof Strip>;

/** A run of lines, last one included. */
export const LineRange = z.object({ from: z.number().int().nonnegative(), to: z.number().int().nonnegative() });
export type LineRange = z.infer<typeof LineRange>;

/** `seal.json`: the scan is at its end and this is all of it. */
export const Seal = z.object({
  v: z.literal(1),
  scanId: ScanId,
  lane: LaneId,
  lines: z.number().int().nonnegative(),
  linesLost: z.array(LineRange),
  /** SHA-256 over all samples in acquisition order, uncompressed. */
  sha256: Sha256,
  strips: z.array(Sha256),
  /** `whole`: the scanner said the scan was over. `partial`: it was cut short, `reason` says how. */
  extent: z.enum(['whole', 'partial']),
  reason: z.string(),
  /** Whether the digest that the scanner sent with its end is ours; null where it sent none or lines are missing. */
  scannerDigestAgrees: z.boolean().nullable(),
  firstLineAt: Instant,
  lastLineAt: Instant,
  sealedAt: Instant,
});
export type Seal = z.infer<typeof Seal>;

export function countLost(ranges: readonly LineRange[]): number {
  return ranges.reduce((sum, r) => sum + r.to - r.from + 1, 0);
}
