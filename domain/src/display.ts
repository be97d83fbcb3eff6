import { z } from 'zod';
import { NO_DATA, TRANSMISSION_ONE } from './plane.ts';

/** What one looks at: one energy, or the mean of both. */
export const SHOWN_ENERGIES = ['high', 'low', 'both'] as const;
export type ShownEnergy = (typeof SHOWN_ENERGIES)[number];

/** Colours: none; by material as the trade is used to; by material for eyes that do not tell red from green. */
export const PALETTES = ['grey', 'material', 'material-safe'] as const;
export type Palette = (typeof PALETTES)[number];

/** How pixels are shown, whole, as data. Kept with a decision: it is what the analyst saw. What came later has a default. */
export const Display = z.object({
  energy: z.enum(SHOWN_ENERGIES),
  /** Transmission values, u16: at or below `low` black, at or above `high` white. */
  low: z.number().int().min(0).max(65_534),
  high: z.number().int().min(1).max(65_535),
  /**
   * How grey runs between them: straight in transmission, in its logarithm, or in a power of it. `absorption` leaves `low`
   * and `high` aside and takes the window from `absorption` below.
   */
  curve: z.enum(['linear', 'log', 'gamma', 'absorption']),
  /** Of the curve `gamma`: above 1 brightens the dark half. */
  gamma: z.number().min(0.2).max(5).default(1.8),
  /**
   * Of the curve `absorption`, variable absorption: a window of fixed `width` in alpha = -ln T that is slid by its `middle`,
   * so that the same share of absorption makes the same step of grey in thin and in thick parts.
   */
  absorption: z
    .object({ middle: z.number().min(0).max(11), width: z.number().min(0.05).max(11) })
    .default({ middle: 1.5, width: 1.5 }),
  invert: z.boolean(),
  /** Brings every region's mean towards the middle of the window and widens what differs from it; 0 none, 1 most. */
  localContrast: z.number().min(0).max(1).default(0),
  /** Sharpens edges at the size at which they are shown; 0 none, 1 most. */
  edges: z.number().min(0).max(1).default(0),
  /** Hue says the material's class, lightness the absorption. */
  palette: z.enum(PALETTES).default('grey'),
  /** Material that is faded out: organic, or steel and heavy. What cannot be told is never taken away. */
  strip: z.enum(['none', 'organic', 'metal']).default('none'),
});
export type Display = z.infer<typeof Display>;

/** What the curve alone depends on. */
export type DisplayWindow = Pick<Display, 'low' | 'high' | 'invert'> &
  ({ curve: 'linear' | 'log' } | ({ curve: 'gamma' } & Pick<Display, 'gamma'>) | AbsorptionCurve);
type AbsorptionCurve = { curve: 'absorption' } & Pick<Display, 'absorption'>;

/** The table of a curve has this many steps; the renderer and the reference below read the same table. */
export const CURVE_STEPS = 65_536;
/** Grey of pixels without data; the viewer hatches them. */
export const NO_DATA_GREY = 96;

/**
 * Window and level as a table from u16 transmission to 8-bit grey: the one definition that the GPU renderer (as a texture)
 * and the CPU reference share, so that they agree exactly.
 */
export function curveTable(window: DisplayWindow): Uint8Array {
  const table = new Uint8Array(CURVE_STEPS);
  const share = shareOf(window);
  for (let value = 0; value < CURVE_STEPS; value++) {
    const grey = Math.round(255 * Math.min(1, Math.max(0, share(value))));
    table[value] = window.invert ? 255 - grey : grey;
  }
  table[NO_DATA] = NO_DATA_GREY;
  return table;
}

/** From transmission, u16 and fractions of it, to 0 black and 1 white; not clipped. */
export function shareOf(window: DisplayWindow): (value: number) => number {
  if (window.curve === 'absorption') {
    const { middle, width } = window.absorption;
    return (value) => 0.5 + (Math.log(Math.max(value, 1) / TRANSMISSION_ONE) + middle) / width;
  }
  const { low, high } = window;
  const top = Math.max(high, low + 1);
  const linear = (value: number): number => (value - low) / (top - low);
  if (window.curve === 'gamma') return (value) => Math.max(0, linear(value)) ** (1 / window.gamma);
  if (window.curve === 'linear') return linear;
  const logLow = Math.log(Math.max(low, 1));
  const logSpan = Math.log(Math.max(top, 2)) - logLow || 1;
  return (value) => (Math.log(Math.max(value, 1)) - logLow) / logSpan;
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
