import { z } from 'zod';
import { BoxMm, BoxPx } from '../finding.ts';
import { MaterialClass, UntoldReason } from '../material/index.ts';
import { Observation } from './observation.ts';
import { ImageQuality } from './quality.ts';

/** A number with the interval that should hold it in 90 of 100 cases. */
export const Estimate = z.object({ value: z.number(), low: z.number(), high: z.number() });
export type Estimate = z.infer<typeof Estimate>;

/** A part of the load that looks like one stuff. What lies before and behind it (walls, floor) has been taken off first. */
export const MaterialSegment = z.object({
  boxPx: BoxPx,
  boxMm: BoxMm,
  areaCm2: z.number().nonnegative(),
  class: MaterialClass,
  /** That the class is right, 0 to 1; 0 where it cannot be told. */
  confidence: z.number().min(0).max(1),
  untold: UntoldReason.nullable(),
  /** Effective atomic number, null where it cannot be told. */
  zEff: z.number().nullable(),
  /** g/cm2, mean over the segment. */
  areaDensityGCm2: z.number().nonnegative(),
  massKg: z.number().nonnegative(),
});
export type MaterialSegment = z.infer<typeof MaterialSegment>;

export const MaterialReading = z.object({
  /** Share of the cargo's mass by class. */
  shares: z.record(MaterialClass, z.number()),
  /** Heaviest first. */
  segments: z.array(MaterialSegment).max(200),
});
export type MaterialReading = z.infer<typeof MaterialReading>;

export const MassReading = z.object({
  /** Of the cargo: container and vehicle are taken out. */
  cargoKg: Estimate,
  /** What was taken out for the container, kg. */
  tareKg: z.number().nonnegative(),
  /** Share of the load's area where the beam did not get through. */
  opaqueShare: z.number().min(0).max(1),
  /** What could be there at least beyond what the estimate holds, kg. */
  opaqueExtraKg: z.number().nonnegative(),
});
export type MassReading = z.infer<typeof MassReading>;

export const FillReading = z.object({
  /** Of the container's inner volume, by the load's outline in the picture. */
  volume: z.number().min(0).max(1),
  /** Of its inner length. */
  length: z.number().min(0).max(1),
  /** Mean density of the filled part, g/cm3. */
  densityGCm3: z.number().nonnegative(),
});
export type FillReading = z.infer<typeof FillReading>;

export const EmptinessReading = z.object({
  state: z.enum(['empty', 'loaded', 'cannot-tell']),
  /** Beyond what an empty container shows, kg. */
  residualKg: z.number().nonnegative(),
  /** Strongest single residue over the noise of empty containers: 1 is where one in two hundred empties lies. */
  strength: z.number().nonnegative(),
  places: z.array(z.object({ boxPx: BoxPx, massKg: z.number().nonnegative() })).max(20),
});
export type EmptinessReading = z.infer<typeof EmptinessReading>;

/** Units that repeat: cartons, drums, rolls. */
export const UnitsReading = z.object({
  /** As seen from the side; null where nothing repeats clearly. */
  alongLength: z.number().int().positive().nullable(),
  alongHeight: z.number().int().positive().nullable(),
  periodMm: z.object({ length: z.number().nullable(), height: z.number().nullable() }),
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
});
export type UnitsReading = z.infer<typeof UnitsReading>;

/** What could hide here: the smallest object that would still be seen, from thickness, noise and texture. */
export const HidingReading = z.object({
  /** Side in mm of the smallest cube of steel and of organic matter that would be seen: median over the load, and where it is worst. */
  steelMm: z.object({ median: z.number(), worst: z.number() }),
  organicMm: z.object({ median: z.number(), worst: z.number() }),
  opaqueShare: z.number().min(0).max(1),
  /** Where least can be seen. */
  worst: BoxPx.nullable(),
});
export type HidingReading = z.infer<typeof HidingReading>;

/** What one container's load says. A part is left out where its analysis did not run; the runs say why. */
export const ContainerReading = z.object({
  boxPx: BoxPx,
  materials: MaterialReading.optional(),
  mass: MassReading.optional(),
  fill: FillReading.optional(),
  emptiness: EmptinessReading.optional(),
  units: UnitsReading.optional(),
  hiding: HidingReading.optional(),
  /**
   * Area density in small for comparison with other scans: rows x columns from the upper left, little-endian u16 in base64, g/cm2 x 100;
   * `low` the same of the low energy, which readings before `outline` 1.1.0 do not hold.
   */
  outline: z
    .object({ columns: z.number().int(), rows: z.number().int(), cells: z.string(), low: z.string().optional() })
    .optional(),
});
export type ContainerReading = z.infer<typeof ContainerReading>;

/** All that was read of a scan's load, beside what the models found. */
export const LoadReading = z.object({
  /** The material table that was used, null where the scanner has none. */
  table: z.object({ name: z.string(), version: z.string(), digest: z.string() }).nullable(),
  /** As the result's `containers`. */
  containers: z.array(ContainerReading).max(2),
  quality: ImageQuality.optional(),
  observations: z.array(Observation),
  /** Object keys of 8-bit PNGs over the whole picture; null where there is none. */
  maps: z.object({
    /** Index in `MATERIAL_CLASSES` + 1 a pixel, 0 where there is no cargo. */
    material: z.string().nullable(),
    /** Side of the smallest cube of steel that would be seen, mm, at most 254; 255 nothing can be seen, 0 no cargo. */
    hiding: z.string().nullable(),
  }),
});
export type LoadReading = z.infer<typeof LoadReading>;
