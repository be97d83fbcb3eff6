import { CARGO_CLASSES } from '@h986/domain';
import { z } from 'zod';
import { FoundBox } from './found-box.ts';
import { SeenContainers } from './seen-containers.ts';

/** A place where a map is high. */
export const Peak = z.object({
  value: z.number(),
  /** Middle of the cell, px of the scan. */
  line: z.number(),
  channel: z.number(),
  /** Whether it lies on the threat, or within 10 px of it. */
  onThreat: z.boolean(),
});
export type Peak = z.infer<typeof Peak>;

/** What one model said of one scan, as little as the figures need. */
export const MapRecord = z.object({
  sha256: z.string(),
  /** The highest places inside the containers, descending; the first one is the scan's score. */
  peaks: z.array(Peak),
  /** Cells from `areaFrom` of the model's card on. */
  anomalousCells: z.number().int(),
  /** See `OverlapCounts`: [bin, count] and [bin, share]; bins that are 0 are left out. */
  outside: z.array(z.tuple([z.number(), z.number()])),
  inside: z.array(z.tuple([z.number(), z.number()])),
  regions: z.number().int(),
});
export type MapRecord = z.infer<typeof MapRecord>;

/** One judged scan. */
export const ScanRecord = z.object({
  v: z.literal(1),
  seed: z.number().int(),
  family: z.string(),
  tier: z.string(),
  scanner: z.string(),
  /** What its load looks like to the encoder: see `cargoClassOf`. */
  cargoClass: z.enum(CARGO_CLASSES).nullable(),
  /** How far it leads in looking empty: see `emptyLeadOf`. */
  emptyLead: z.number().nullable(),
  lines: z.number().int(),
  channels: z.number().int(),
  /** Null for a clean scan, and where what is odd is harmless. */
  threat: z
    .object({
      family: z.string(),
      contrast: z.number(),
      snr: z.number(),
      massKg: z.number(),
      areaCm2: z.number(),
      /** Of elements from titanium on. */
      heavyShare: z.number(),
    })
    .nullable(),
  /** What is odd about it and harmless. */
  oddity: z.string().nullable(),
  /** Null where no locator ran. */
  containers: SeenContainers.nullable(),
  maps: z.record(z.string(), MapRecord),
  /** Score of the gravest finding of each kind in the result. */
  findings: z.record(z.string(), z.number()),
  /** Null where nothing alarms at a threat. */
  foundBox: FoundBox.nullable().optional(),
  verdict: z.string(),
  /** Whether the boxes that were looked into were found by the machine; else they are the truth. */
  located: z.boolean(),
  /** Processor time of its analysis. */
  seconds: z.number(),
  /** What of it can only begin with the last line: the last strip, and the assembly. */
  afterLastSeconds: z.number(),
  /** Of resident memory while it was analysed; null where the system does not tell. */
  peakBytes: z.number().nullable(),
});
export type ScanRecord = z.infer<typeof ScanRecord>;

/** A scan that could not be made: it counts nowhere, and is said. */
export const NoRecord = z.object({ v: z.literal(1), seed: z.number().int(), refused: z.string() });
export type NoRecord = z.infer<typeof NoRecord>;
