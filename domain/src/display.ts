import { z } from 'zod';
import { NO_DATA } from './plane.ts';

/** How pixels are shown. Kept with a decision: it is what the analyst saw. */
export const Display = z.object({
  energy: z.enum(['high', 'low']),
  /** Transmission values, u16: at or below `low` black, at or above `high` white. */
  low: z.number().int().min(0).max(65_534),
  high: z.number().int().min(1).max(65_535),
  /** Whether the curve between them is straight in transmission or in its logarithm. */
  curve: z.enum(['linear', 'log']),
  invert: z.boolean(),
});
export type Display = z.infer<typeof Display>;

/** The table of a curve has this many steps; the renderer and the reference below read the same table. */
export const CURVE_STEPS = 65_536;
/** Grey of pixels without data; the viewer hatches them. */
export const NO_DATA_GREY = 96;

/**
 * Window and level as a table from u16 transmission to 8-bit grey: the one definition that the GPU renderer (as a texture)
 * and the CPU reference share, so that they agree exactly.
 */
export function curveTable({ low, high, curve, invert }: Display): Uint8Array {
  const table = new Uint8Array(CURVE_STEPS);
  const top = Math.max(high, low + 1);
  const logLow = Math.log(Math.max(low, 1));
  const logSpan = Math.log(Math.max(top, 2)) - logLow || 1;
  for (let value = 0; value < CURVE_STEPS; value++) {
    const linear = (value - low) / (top - low);
    const share = curve === 'linear' ? linear : (Math.log(Math.max(value, 1)) - logLow) / logSpan;
    const grey = Math.round(255 * Math.min(1, Math.max(0, share)));
    table[value] = invert ? 255 - grey : grey;
  }
  table[NO_DATA] = NO_DATA_GREY;
  return table;
}

/**
 * A window from the picture itself: the 0.5 and 99.5 percentile of what is not air and not without data.
 *
 * @param samples u16 transmission of one energy, any order
 */
export function autoWindow(samples: Uint16Array, airFrom = 54_000): { low: number; high: number } {
  const counts = new Uint32Array(65_536);
  let total = 0;
  for (const value of samples) {
    if (value === NO_DATA || value >= airFrom) continue;
    counts[value] = (counts[value] as number) + 1;
    total++;
  }
  if (total === 0) return { low: 0, high: 60_000 };
  const at = (share: number): number => {
    let seen = 0;
    for (let value = 0; value < 65_536; value++) {
      seen += counts[value] as number;
      if (seen >= share * total) return value;
    }
    return 65_534;
  };
  const low = at(0.005);
  return { low, high: Math.max(at(0.995), low + 1) };
}
