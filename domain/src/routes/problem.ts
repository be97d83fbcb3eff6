import { z } from 'zod';

/** RFC 9457 problem details; `code` is the domain error's name. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  errors: z
    .array(
      z.object({
        path: z.string(),
        code: z.string(),
        /** Of a file: the line or the segment, from 1, and the declaration concerned. */
        line: z.number().int().optional(),
        segment: z.number().int().optional(),
        reference: z.string().optional(),
      }),
    )
    .default([]),
});
export type Problem = z.infer<typeof Problem>;
