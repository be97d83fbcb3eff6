import { LaneId } from '@h986/domain';
import { StoresEnv } from '@h986/stores';
import { z } from 'zod';

const Port = z.number().int().min(1).max(65_535);

/** A lane and how its scanner is reached. */
export const LaneConfig = z.discriminatedUnion('driver', [
  z.object({ lane: LaneId, driver: z.literal('niip'), host: z.string(), controlPort: Port, dataPort: Port }),
  z.object({
    lane: LaneId,
    driver: z.literal('drop-folder'),
    folder: z.string(),
    /** Pictures carry no geometry: these are stated for all that come through this folder. */
    linePitchMm: z.number().positive().default(8.1),
    channelPitchMm: z.number().positive().default(4.6),
    highMv: z.number().positive().default(6),
    lowMv: z.number().positive().default(4),
    fullScale: z.number().int().min(255).max(65_535).default(65_535),
  }),
]);
export type LaneConfig = z.infer<typeof LaneConfig>;

const LaneList = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.array(LaneConfig).min(1))
  .refine((lanes) => new Set(lanes.map((l) => l.lane)).size === lanes.length, 'one lane is named twice');

/** Everything the bridge is told from outside. */
export const BridgeEnv = StoresEnv.extend({
  /** JSON: a list of lanes, e.g. `[{"lane":"lane-1","driver":"niip","host":"10.0.0.5","controlPort":7001,"dataPort":7002}]`. */
  LANES: LaneList,
  SPOOL_DIR: z.string().default('data/spool'),
  /** The disk must keep room for two full scans; below this much the bridge refuses to arm. */
  SPOOL_MIN_FREE_MB: z.coerce.number().positive().default(1024),
  /** How long a scanner that went away in mid-scan is waited for before its scan is sealed as partial. */
  SCANNER_GIVE_UP_S: z.coerce.number().positive().default(45),
});
export type BridgeEnv = z.infer<typeof BridgeEnv>;
