import { candidatesOf } from './candidates.ts';
import { MATERIAL_CLASSES } from './classes.ts';
import type { MaterialLookup } from './lookup.ts';
import { noiseOf } from './noise.ts';
import type { MaterialTable } from './table.ts';
import { areaDensityOf } from './tell.ts';

export interface LookupOptions {
  /** @defaultValue 256 */
  alphas?: number;
  /** @defaultValue 256 */
  ratios?: number;
  /** So many pixels' mean is looked up at a time. @defaultValue 25 */
  pixels?: number;
}

/** Thinner than this the ratio is noise. */
const FROM_ALPHA = 0.2;
/** Beyond what the curves reach, in ratio. */
const MARGIN = 0.05;

/** The classes of single places for a texture; the noise is the scanner's own, as the table has it. */
export function materialLookup(
  table: MaterialTable,
  { alphas = 256, ratios = 256, pixels = 25 }: LookupOptions = {},
): MaterialLookup {
  const { alphaMax } = candidatesOf(table);
  const [ratioMin, ratioMax] = ratioRange(table);
  const classes = new Uint8Array(ratios * alphas);
  for (let r = 0; r < ratios; r++) {
    const ratio = ratioMin + (r / (ratios - 1)) * (ratioMax - ratioMin);
    for (let a = 0; a < alphas; a++) {
      const high = (a / (alphas - 1)) * alphaMax;
      const low = ratio * high;
      const answer = areaDensityOf(table, high, low, noiseOf(table, high, low, pixels));
      classes[r * alphas + a] = MATERIAL_CLASSES.indexOf(answer.class);
    }
  }
  return { alphas, alphaMax, ratios, ratioMin, ratioMax, classes };
}

function ratioRange(table: MaterialTable): [number, number] {
  const { all, alphaMax, steps } = candidatesOf(table);
  const from = Math.ceil((FROM_ALPHA / alphaMax) * (steps - 1));
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const { low } of all) {
    for (let i = from; i < steps; i++) {
      const ratio = (low[i] as number) / ((i / (steps - 1)) * alphaMax);
      least = Math.min(least, ratio);
      most = Math.max(most, ratio);
    }
  }
  return [least - MARGIN, most + MARGIN];
}
