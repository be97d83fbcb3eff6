import { z } from 'zod';
import { Sha256 } from '../acquisition.ts';
import { BoxPx } from '../finding.ts';

/** From good to bad: `unfit` means that nothing should be decided by this scanner's pictures. */
export const CHECK_GRADES = ['good', 'usable', 'unfit'] as const;
export const CheckGrade = z.enum(CHECK_GRADES);
export type CheckGrade = z.infer<typeof CheckGrade>;

/** Why a picture of a test object says nothing; the check has failed. */
export const CHECK_REFUSALS = [
  /** No three fiducials stand as they do on this object. */
  'test-object-not-found',
  /** Some of it lies outside of the picture. */
  'test-object-cut-off',
  /** Its fiducials are there, and not what should stand between them. */
  'test-object-another',
  /** A lane's description of its object cannot be read. */
  'test-object-unreadable',
  /** The scan was cut short, or strips of it are missing. */
  'picture-incomplete',
  /** The scan ended without a result, or with one that measured nothing. */
  'not-measured',
] as const;
export const CheckRefusal = z.enum(CHECK_REFUSALS);
export type CheckRefusal = z.infer<typeof CheckRefusal>;

/** Something measured on a test object, and the bounds that grade it alone. */
export const CheckFigure = z.object({
  /** A key of `CHECK_LIMITS`. */
  name: z.string(),
  /** Null: not even the coarsest part of the object was told, or seen. */
  value: z.number().nullable(),
  /** As `QualityFigure`. */
  unit: z.string(),
  grade: CheckGrade,
  /** The bound it would have to keep to be good. */
  limit: z.object({ atLeast: z.number().optional(), atMost: z.number().optional() }),
});
export type CheckFigure = z.infer<typeof CheckFigure>;

/** What the pipeline says of a picture of a test object: a part of its result. */
export const CheckReading = z.object({
  object: z.object({ name: z.string(), version: z.string(), sha256: Sha256 }).nullable(),
  refusal: CheckRefusal.nullable(),
  /** Where it stands; null where it was not found. */
  boxPx: BoxPx.nullable(),
  figures: z.array(CheckFigure),
});
export type CheckReading = z.infer<typeof CheckReading>;
