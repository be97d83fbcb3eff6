import { z } from 'zod';
import { BoxPx } from '../finding.ts';

/**
 * Everything that an analysis may say of a load, by code: the screens have a sentence for each in both languages, the policy says what
 * follows from it. A code's figures are named with their units (`declaredKg`); names are codes, numbers of containers or ids, never sentences.
 */
export const OBSERVATION_CODES = [
  // What the picture alone says.
  'heavy-material',
  'cannot-see-through',
  'partial-unloading-advised',
  'cargo-cut-off',
  'quality-usable',
  'quality-rescan',
  // Against the declaration.
  'declared-empty-but-loaded',
  'declared-loaded-but-empty',
  'heavier-than-declared',
  'lighter-than-declared',
  'heavier-than-weighed',
  'lighter-than-weighed',
  'density-unlike-declared',
  'load-looks-different',
  'part-looks-different',
  'second-kind-of-goods',
  'more-units-than-declared',
  'fewer-units-than-declared',
  'not-declared',
  // Against other scans.
  'odd-among-siblings',
  'unlike-earlier-scans',
  'picture-seen-before',
  'container-changed-since',
] as const;
export const ObservationCode = z.enum(OBSERVATION_CODES);
export type ObservationCode = z.infer<typeof ObservationCode>;

/** Something that an analysis saw and people or the verdict should know. */
export const Observation = z.object({
  code: ObservationCode,
  /** Name of the algorithm run that says so. */
  algorithm: z.string(),
  /** Which of the scan's containers, from the left; null: the scan as a whole. */
  container: z.number().int().min(0).max(1).nullable(),
  values: z.record(z.string(), z.number()).default({}),
  names: z.record(z.string(), z.string()).default({}),
  /** Where, if it is anywhere. */
  boxPx: BoxPx.optional(),
});
export type Observation = z.infer<typeof Observation>;
