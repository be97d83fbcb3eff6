import { z } from 'zod';
import { clopperPearson, normalQuantile } from '../statistics/index.ts';

/** One answered exercise, as far as scores need it. */
export interface Answered {
  /** Family of the threat that was there; null where nothing was. */
  family: string | null;
  /** What was said. */
  answer: 'threat' | 'clear';
  right: boolean;
  seconds: number;
}

const Share = z.object({ count: z.number().int(), of: z.number().int(), low: z.number(), high: z.number() });

/** How well somebody reads, after the theory of signal detection. */
export const ReadingScore = z.object({
  /** Threats that were found, at their place; interval of 95 % (Clopper and Pearson). */
  hits: Share,
  /** Clean pictures that were called a threat. */
  falseAlarms: Share,
  /** d': how far apart threats and clean pictures look to the reader; null while one of the two kinds was never shown. */
  sensitivity: z.number().nullable(),
  /** c: 0 is even-handed, above it the reader rather says that nothing is there. */
  criterion: z.number().nullable(),
  medianSeconds: z.number().nullable(),
  families: z.array(z.object({ family: z.string(), hits: Share })),
});
export type ReadingScore = z.infer<typeof ReadingScore>;

/**
 * Sensitivity and criterion with half an answer added to each cell, so that a perfect reader has a finite score.
 *
 * @see N. A. Macmillan, C. D. Creelman, Detection Theory (2005), ch. 1; M. J. Hautus, Behav. Res. Methods 27 (1995) 46, log-linear correction
 */
export function readingScore(answers: readonly Answered[]): ReadingScore {
  const threats = answers.filter(({ family }) => family !== null);
  const clean = answers.filter(({ family }) => family === null);
  const hits = threats.filter(({ right }) => right).length;
  const falseAlarms = clean.filter(({ right }) => !right).length;
  const both = threats.length > 0 && clean.length > 0;
  const zHit = normalQuantile((hits + 0.5) / (threats.length + 1));
  const zFalse = normalQuantile((falseAlarms + 0.5) / (clean.length + 1));
  const families = [...new Set(threats.map(({ family }) => family as string))].sort();
  return {
    hits: share(hits, threats.length),
    falseAlarms: share(falseAlarms, clean.length),
    sensitivity: both ? zHit - zFalse : null,
    criterion: both ? -(zHit + zFalse) / 2 : null,
    medianSeconds: median(answers.map(({ seconds }) => seconds)),
    families: families.map((family) => {
      const of = threats.filter((one) => one.family === family);
      return { family, hits: share(of.filter(({ right }) => right).length, of.length) };
    }),
  };
}

function share(count: number, of: number): z.infer<typeof Share> {
  const { low, high } = clopperPearson(count, of);
  return { count, of, low, high };
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}
