import { z } from 'zod';

/** A box: x along travel (lines), y down (channels), both from the picture's top left; w and h at least 1. */
export const BoxPx = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() });
export type BoxPx = z.infer<typeof BoxPx>;

/** The same in mm at the container's centre plane. */
export const BoxMm = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() });
export type BoxMm = z.infer<typeof BoxMm>;

export const FINDING_KINDS = ['outlier-dense', 'outlier-thin', 'anomaly', 'lines-lost'] as const;

/** Something at a place that a person should look at, and who says so. */
export const Finding = z.object({
  id: z.string(),
  kind: z.enum(FINDING_KINDS),
  /** 0 to 1, higher is graver. What it means is in the card of the model that gave it; not a probability unless that says so. */
  score: z.number().min(0).max(1),
  boxPx: BoxPx,
  boxMm: BoxMm,
  /** Why, as a code that the screens put in words, with its figures. */
  reason: z.object({ code: z.string(), values: z.record(z.string(), z.number()) }),
  algorithm: z.object({ name: z.string(), version: z.string(), digest: z.string().nullable() }),
  /** The model's own value and that from which on a scan is suspicious, as it was when this was found. */
  alarm: z.object({ value: z.number(), from: z.number() }).optional(),
  /** Class of things that the model takes it for. */
  family: z.string().optional(),
  /** Key of its crop in the object store: the place with what lies around it. */
  cropKey: z.string().optional(),
  /** Whether that model has only ever seen simulated cargo. */
  phantomTrained: z.boolean().optional(),
});
export type Finding = z.infer<typeof Finding>;

/** Whether its model alarms there: its value reaches the one from which it does. Null where the finding brought no such figures. */
export function reachesAlarm({ alarm }: Pick<Finding, 'alarm'>): boolean | null {
  return alarm ? alarm.value >= alarm.from : null;
}
