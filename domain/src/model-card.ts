import { z } from 'zod';
import { Sha256 } from './acquisition.ts';
import { FINDING_KINDS } from './finding.ts';

/** `models/<name>/<version>/card.json`: what a model is, what it wants, what it says and how far to believe it. */
export const ModelCard = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  state: z.enum(['candidate', 'shadow', 'active', 'retired']),
  sha256: Sha256,
  summary: z.string(),
  input: z.object({
    name: z.string(),
    type: z.literal('uint16'),
    /** 1 x 2 (high, low) x height x width, transmission x 60,000; 65,535 where there is no data. */
    shape: z.tuple([z.literal(1), z.literal(2), z.number().int(), z.number().int()]),
    /** Nominal square pitch of the grid, mm. */
    pitchMm: z.number().positive(),
    /** Pixels at each edge of a tile that its output does not cover. */
    marginPx: z.number().int().nonnegative(),
  }),
  output: z.object({
    name: z.string(),
    /** One signed value a cell of `stridePx` x `stridePx` input pixels, in the unit below. */
    stridePx: z.number().int().positive(),
    unit: z.string(),
  }),
  /** Kind of finding for high and for low values, the value at which a cell belongs to one, and at which the score is one half. */
  findings: z.array(
    z.object({
      kind: z.enum(FINDING_KINDS),
      sign: z.enum(['above', 'below']),
      cellFrom: z.number(),
      scoreHalfAt: z.number(),
      minCells: z.number().int().positive(),
    }),
  ),
  training: z.object({ data: z.string(), licence: z.string() }),
  figures: z.string(),
  limits: z.array(z.string()),
  licence: z.string(),
});
export type ModelCard = z.infer<typeof ModelCard>;
