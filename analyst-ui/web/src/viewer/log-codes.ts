import { CURVE_STEPS, type DisplayWindow, NO_DATA, NO_DATA_GREY, shareOf, TRANSMISSION_ONE } from '@h986/domain';

/**
 * Filters and materials work in attenuation. So that graphics card and processor agree to the last bit they use whole
 * numbers: a code is 5,900 ln(65,535 / T), rounded, 0 for the brightest to 65,433 for T = 1 and below.
 */
export const CODES_PER_ALPHA = 5_900;
/** Code of alpha = 0, air. */
export const CODE_OF_AIR = Math.round(CODES_PER_ALPHA * Math.log(NO_DATA / TRANSMISSION_ONE));

/** Code by transmission; without data it stays `NO_DATA`. The shaders read this same table. */
export const CODES: Uint16Array<ArrayBuffer> = Uint16Array.from({ length: CURVE_STEPS }, (_, value) =>
  value === NO_DATA ? NO_DATA : Math.round(CODES_PER_ALPHA * Math.log(NO_DATA / Math.max(1, value))),
);

/** Grey by code instead of by transmission: `curveTable` for what comes out of a filter. */
export function curveByCode(window: DisplayWindow): Uint8Array {
  const share = shareOf(window);
  const table = new Uint8Array(CURVE_STEPS);
  for (let code = 0; code < CURVE_STEPS; code++) {
    const grey = Math.round(255 * Math.min(1, Math.max(0, share(NO_DATA * Math.exp(-code / CODES_PER_ALPHA)))));
    table[code] = window.invert ? 255 - grey : grey;
  }
  table[NO_DATA] = NO_DATA_GREY;
  return table;
}

/** The code whose grey is in the middle. @param curve of `curveByCode` */
export function middleCode(curve: Uint8Array, invert: boolean): number {
  const code = curve.findIndex((grey) => (invert ? grey > 127 : grey < 128));
  return Math.max(0, Math.min(code, NO_DATA - 1));
}
