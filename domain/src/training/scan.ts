import { z } from 'zod';
import { Geometry } from '../acquisition.ts';
import { BoxPx } from '../finding.ts';
import { Instant } from '../order.ts';
import { ScanId } from '../scan.ts';

/** A ULID. Never that of a scan: training and work share neither keys nor tables. */
export const TrainingId = z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'training-id-shape');
export type TrainingId = z.infer<typeof TrainingId>;

/**
 * `training/<id>/about.json`: a picture to learn from, with what is true of it. `exercise`: the reader is asked whether something is hidden
 * (a known threat projected into a clean scan, or nothing); `reference`: the answer lies beside it.
 */
export const TrainingScan = z.object({
  v: z.literal(1),
  id: TrainingId,
  kind: z.enum(['exercise', 'reference']),
  /** The released scan that the threat was projected into; null for simulated cargo. */
  background: ScanId.nullable(),
  geometry: Geometry,
  lines: z.number().int().positive(),
  planes: z.number().int().positive(),
  /** Kind of goods, as far as anybody knows. */
  cargo: z.string().nullable(),
  threat: z.object({ family: z.string(), boxPx: BoxPx }).nullable(),
  madeAt: Instant,
});
export type TrainingScan = z.infer<typeof TrainingScan>;

/** A picture without its answer. */
export const Exercise = TrainingScan.pick({ id: true, geometry: true, lines: true, planes: true }).extend({
  /** Whether it is simulated cargo throughout. */
  simulated: z.boolean(),
});
export type Exercise = z.infer<typeof Exercise>;

export const Reference = Exercise.extend({ cargo: z.string().nullable(), threat: TrainingScan.shape.threat });
export type Reference = z.infer<typeof Reference>;

/** What a reader says of an exercise. */
export const ExerciseAnswer = z
  .object({
    answer: z.enum(['threat', 'clear']),
    /** Where, in lines and channels; must be said with `threat`. */
    place: z.object({ x: z.number(), y: z.number() }).nullable(),
    /** From the first picture to the answer, s. */
    seconds: z.number().min(0).max(86_400),
  })
  .refine(({ answer, place }) => answer === 'clear' || place !== null, { error: 'place-missing', path: ['place'] });
export type ExerciseAnswer = z.infer<typeof ExerciseAnswer>;

/** How far beside a threat a place still counts as on it, in px of the picture. */
export const BESIDE_PX = 12;

/** Whether the answer is right: `threat` only if its place lies on the threat; a lucky alarm elsewhere is a false one and a miss. */
export function isRight({ answer, place }: ExerciseAnswer, threat: TrainingScan['threat']): boolean {
  if (answer === 'clear' || place === null) return threat === null;
  if (threat === null) return false;
  const { x, y, w, h } = threat.boxPx;
  const within = (at: number, from: number, length: number): boolean =>
    at >= from - BESIDE_PX && at <= from + length + BESIDE_PX;
  return within(place.x, x, w) && within(place.y, y, h);
}
