import { z } from 'zod';
import { NO_DATA } from './plane.ts';

/** How a golden input is drawn: see `goldenInput`. */
export const GOLDEN_PATTERNS = ['ramp', 'steps', 'noise'] as const;

export const GoldenRecipe = z.object({
  pattern: z.enum(GOLDEN_PATTERNS),
  seed: z.number().int().min(0).max(0xff_ff_ff_ff),
});
export type GoldenRecipe = z.infer<typeof GoldenRecipe>;

/** What a model gave for an input when its card was written: it must give the same wherever it is loaded. */
export const Golden = z.object({
  name: z.string(),
  input: GoldenRecipe,
  outputs: z.record(
    z.string(),
    z.object({
      length: z.number().int().positive(),
      mean: z.number(),
      /** Index into the flat output, and the value there. */
      samples: z.array(z.tuple([z.number().int().nonnegative(), z.number()])).min(1),
    }),
  ),
  /** Largest difference, absolute below 1 and relative above. Processors differ in the last digits. */
  tolerance: z.number().positive(),
});
export type Golden = z.infer<typeof Golden>;

/** `models/<name>/<version>/golden.json` */
export const Goldens = z.array(Golden).min(1);

/**
 * A tile by its recipe: integers only, so that every machine draws the same.
 *
 * `ramp`: air on the left, falling to nothing on the right. `steps`: an even load of blocks of 32 x 32, a denser one here and
 * there, a strip without data. `noise`: every pixel by itself.
 *
 * @param shape 1 x 2 x rows x columns
 * @returns high, then low, row by row, transmission x 60,000
 */
export function goldenInput({ pattern, seed }: GoldenRecipe, [, , rows, columns]: readonly number[]): Uint16Array {
  const height = rows ?? 0;
  const width = columns ?? 0;
  const next = integersFrom(seed);
  const blocks = Uint16Array.from({ length: Math.ceil(width / 32) * Math.ceil(height / 32) }, next);
  const tile = new Uint16Array(2 * width * height);
  for (let i = 0; i < width * height; i++) {
    const x = i % width;
    const y = (i - x) / width;
    const grain = next() >>> 7;
    const block = blocks[(y >>> 5) * Math.ceil(width / 32) + (x >>> 5)] as number;
    const high = {
      ramp: Math.floor((60_000 * (width - 1 - x)) / width) + grain,
      steps: 12_000 + (block >>> 3) - (block % 7 === 0 ? 9_000 : 0) + grain,
      noise: next(),
    }[pattern];
    const gone = pattern === 'steps' && x % 97 === 5;
    tile[i] = gone ? NO_DATA : high;
    tile[width * height + i] = gone ? NO_DATA : high - (high >>> 3);
  }
  return tile;
}

/** Integers from 0 to 65,534 (the upper half of a linear congruential generator's state; constants of Numerical Recipes). */
function integersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.min(state >>> 16, NO_DATA - 1);
  };
}
