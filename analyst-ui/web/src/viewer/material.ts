import { MATERIAL_CLASSES, type MaterialLookup } from '@h986/domain';
import { CODE_OF_AIR, CODES_PER_ALPHA } from './log-codes.ts';

/** Index after the classes: air and no data, that have no class and are shown grey. */
export const PLAIN = MATERIAL_CLASSES.length;
export const CANNOT_TELL = MATERIAL_CLASSES.indexOf('cannot-tell');
/** Less than this of alpha, as a code, is air: a sheet of paper, or noise. */
const AIR_CODES = Math.round(0.03 * CODES_PER_ALPHA);
/** Steps of a ratio of 1. */
export const RATIO_STEPS = 4_096;

/** The lookup's places in whole numbers, so that graphics card and processor find the same cell. */
export interface IntegerLookup {
  alphas: number;
  alphaMax: number;
  ratios: number;
  ratioMin: number;
  ratioSpan: number;
  airCodes: number;
  classes: Uint8Array;
}

export function integerLookup({
  alphas,
  alphaMax,
  ratios,
  ratioMin,
  ratioMax,
  classes,
}: MaterialLookup): IntegerLookup {
  return {
    alphas,
    alphaMax: Math.max(1, Math.round(alphaMax * CODES_PER_ALPHA)),
    ratios,
    ratioMin: Math.round(ratioMin * RATIO_STEPS),
    ratioSpan: Math.max(1, Math.round((ratioMax - ratioMin) * RATIO_STEPS)),
    airCodes: AIR_CODES,
    classes,
  };
}

/**
 * The class of two codes: the lookup's nearest step, beyond the last one the last. The prepare shader says the same.
 *
 * @returns a place in `MATERIAL_CLASSES`, or `PLAIN`
 */
export function classOf(lookup: IntegerLookup, highCode: number, lowCode: number): number {
  const high = highCode - CODE_OF_AIR;
  if (high < lookup.airCodes) return PLAIN;
  const low = Math.max(0, lowCode - CODE_OF_AIR);
  const ratio = Math.max(0, Math.floor((low * RATIO_STEPS) / high) - lookup.ratioMin);
  const across = nearestStep(high, lookup.alphaMax, lookup.alphas);
  const down = nearestStep(ratio, lookup.ratioSpan, lookup.ratios);
  return Math.min(lookup.classes[down * lookup.alphas + across] as number, CANNOT_TELL);
}

/** Of `steps` steps from 0 to `last`. */
function nearestStep(value: number, last: number, steps: number): number {
  return Math.min(steps - 1, Math.floor((2 * value * (steps - 1) + last) / (2 * last)));
}
