import { z } from 'zod';
import { Instant } from '../order.ts';

/** How noisy one pixel of an energy is, as shares of what it reads through air. */
export const PixelNoise = z.object({
  /** Standard deviation in air: photons. It grows with the root of the attenuation. */
  photon: z.number().positive(),
  /** Of what does not shrink with the signal: electronics. */
  read: z.number().nonnegative(),
});
export type PixelNoise = z.infer<typeof PixelNoise>;

/** A stuff of known effective atomic number, and -ln T of each energy behind each area density of the table's grid. */
export const MaterialCurve = z.object({
  name: z.string().min(1),
  zEff: z.number().min(1).max(100),
  /** How usual it is beside others of its class, 1 for the usual. What lies between two curves is as usual as their mean. */
  weight: z.number().positive(),
  high: z.array(z.number().nonnegative()),
  low: z.array(z.number().nonnegative()),
});
export type MaterialCurve = z.infer<typeof MaterialCurve>;

/** Weights of photoelectric absorption, Compton scattering and pair production, as fitted to steps; all 1 from first principles. */
const Weights = z.tuple([z.number(), z.number(), z.number()]);

const EnergyMade = z.object({
  endpointMeV: z.number().positive(),
  weights: Weights,
  /** Stray radiation that reaches every pixel, as a share of air. */
  stray: z.number().nonnegative(),
  /** Root mean square of what is left between curves and steps, in -ln T. */
  rms: z.number().nonnegative(),
});

/** A step of a wedge that was measured, or computed where nothing was. */
export const MaterialStep = z.object({
  material: z.string(),
  gcm2: z.number().nonnegative(),
  alphaHigh: z.number(),
  alphaLow: z.number(),
});
export type MaterialStep = z.infer<typeof MaterialStep>;

/**
 * `models/material/<name>/table.json`, or a lane's own in `MATERIALS_DIR/<lane>.json`: what a scanner sees of known stuffs. It holds for
 * one scanner at one setting.
 *
 * @see P. Lalor and A. Danagoulian, NIM-A 1064 (2024) 169343, arXiv 2307.12099
 */
export const MaterialTable = z
  .object({
    v: z.literal(1),
    name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'material-table-name'),
    version: z.string().regex(/^\d+\.\d+\.\d+$/, 'material-table-version'),
    /** Nominal, as a scan's geometry has them. */
    energies: z.object({ highMv: z.number().positive(), lowMv: z.number().positive() }),
    /** Whether the scanner's pictures come normalised by its vendor; who does that takes other things out than our calibration. */
    normalised: z.boolean(),
    made: z.object({
      at: Instant,
      /** Steps that were measured on the scanner, or the model alone. */
      from: z.enum(['steps', 'model']),
      steps: z.array(MaterialStep),
      high: EnergyMade,
      low: EnergyMade,
    }),
    /** Steel that the curves lie behind, g/cm2: two walls of a container. They hold what is added to it. */
    behindSteelGCm2: z.number().nonnegative(),
    /** What the load itself scatters into each pixel: share of the transmission around it, spread by a bell. 0 where nobody knows. */
    scatter: z.object({ share: z.number().min(0).max(0.1), sigmaMm: z.number().nonnegative() }),
    noise: z.object({
      high: PixelNoise,
      low: PixelNoise,
      /**
       * What no averaging takes away, of the low energy's -ln T beside the high one's: an offset, a share of it, and radiation scattered in
       * from beside, as a share of air.
       */
      systematic: z.object({
        offset: z.number().nonnegative(),
        share: z.number().nonnegative(),
        stray: z.number().nonnegative(),
      }),
    }),
    /** Ascending, from 0. */
    gridGCm2: z.array(z.number().nonnegative()).min(8).max(200),
    /** By rising effective atomic number. */
    materials: z.array(MaterialCurve).min(4).max(60),
  })
  .refine(({ gridGCm2 }) => gridGCm2[0] === 0 && rises(gridGCm2), 'material-table-grid')
  .refine(({ materials }) => rises(materials.map(({ zEff }) => zEff)), 'material-table-order')
  .refine(({ gridGCm2, materials }) => materials.every((one) => isCurve(one, gridGCm2.length)), 'material-table-curve');
export type MaterialTable = z.infer<typeof MaterialTable>;

const rises = (values: readonly number[]): boolean =>
  values.every((value, i) => i === 0 || value > Number(values[i - 1]));

function isCurve({ high, low }: MaterialCurve, length: number): boolean {
  return [high, low].every((curve) => curve.length === length && curve[0] === 0 && rises(curve));
}
