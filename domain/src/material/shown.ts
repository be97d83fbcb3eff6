import { z } from 'zod';
import { MATERIAL_CLASSES } from './classes.ts';
import type { MaterialLookup } from './lookup.ts';
import { materialLookup } from './make-lookup.ts';
import { steelMmOf } from './steel.ts';
import type { MaterialTable } from './table.ts';

/** `materials/<digest of the table>.json`: what a viewer needs of a scanner's material table. */
export const ShownMaterial = z.object({
  v: z.literal(1),
  table: z.object({ name: z.string(), version: z.string() }),
  lookup: z.object({
    alphas: z.number().int().positive(),
    alphaMax: z.number().positive(),
    ratios: z.number().int().positive(),
    ratioMin: z.number(),
    ratioMax: z.number(),
    /** Letters of `classes`, one a step: the index in `MATERIAL_CLASSES` as a digit. */
    classes: z.string().regex(new RegExp(`^[0-${MATERIAL_CLASSES.length - 1}]+$`)),
  }),
  /** -ln T of the high energy, rising, and the mm of steel that take as much. */
  steel: z.object({ alpha: z.array(z.number()), mm: z.array(z.number()) }),
});
export type ShownMaterial = z.infer<typeof ShownMaterial>;

const STEEL_STEPS = 65;

export function shownMaterial(table: MaterialTable): ShownMaterial {
  const { classes, ...lookup } = materialLookup(table, { alphas: 192, ratios: 128 });
  const alpha = Array.from({ length: STEEL_STEPS }, (_, i) => round((i / (STEEL_STEPS - 1)) * lookup.alphaMax));
  return {
    v: 1,
    table: { name: table.name, version: table.version },
    lookup: { ...lookup, classes: Array.from(classes, String).join('') },
    steel: { alpha, mm: alpha.map((at) => round(steelMmOf(table, at))) },
  };
}

/** As a texture takes it. */
export function lookupOf({ lookup }: ShownMaterial): MaterialLookup {
  return { ...lookup, classes: Uint8Array.from(lookup.classes, Number) };
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;
