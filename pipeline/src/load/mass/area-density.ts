import type { LoadPicture } from '../load-picture.ts';
import type { Densities } from './densities.ts';

/**
 * Of sheets seen edge-on a pixel shows the mean of what gets through, which is more than what their mean thickness lets through, by half the variance
 * within the pixel (the second term of the logarithm's series). What differs between the pixels of a cell stands for what differs within them.
 */
const HIDDEN_SPREAD = 0.5;
/** A ratio is that of a square of so many cells to either side: noise of one cell would go into its mass. */
const AROUND = 1;

/** Cells to the left of which are included, rows alike. */
export interface Region {
  columns: { from: number; to: number };
  rows: { from: number; to: number };
}

/** Area density, g/cm2, over a region of a picture: rows x columns, row by row, NaN where there is no data. */
export interface DensityMap {
  region: Region;
  columns: number;
  rows: number;
  gcm2: Float32Array;
}

/** What lies in the beam there, container and all. */
export function densityMap(picture: LoadPicture, region: Region, densities: Densities): DensityMap {
  const columns = region.columns.to - region.columns.from;
  const rows = region.rows.to - region.rows.from;
  const cut = (plane: Float32Array): Float32Array => {
    const out = new Float32Array(columns * rows);
    for (let row = 0; row < rows; row++) {
      const from = (region.rows.from + row) * picture.columns + region.columns.from;
      out.set(plane.subarray(from, from + columns), row * columns);
    }
    return out;
  };
  const [high, low] = [cut(picture.high), cut(picture.low)];
  const [smoothHigh, smoothLow] = [boxed(high, columns, rows, AROUND), boxed(low, columns, rows, AROUND)];
  const spread = cut(picture.spread);
  const gcm2 = high.map((alpha, i) => {
    const whole = alpha + HIDDEN_SPREAD * (spread[i] as number) ** 2;
    return densities.of(whole, (smoothLow[i] as number) / (smoothHigh[i] as number));
  });
  return { region, columns, rows, gcm2 };
}

/** Mean over a square, of what has data. */
export function boxed(plane: Float32Array, columns: number, rows: number, reach: number): Float32Array {
  const along = sweep(plane, rows, columns, columns, 1, reach);
  return sweep(along, columns, rows, 1, columns, reach);
}

function sweep(
  plane: Float32Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
  reach: number,
): Float32Array {
  const out = new Float32Array(plane.length);
  for (let line = 0; line < lines; line++) {
    let sum = 0;
    let count = 0;
    const add = (i: number, sign: number): void => {
      if (i < 0 || i >= length) return;
      const value = plane[line * lineStep + i * step] as number;
      if (Number.isNaN(value)) return;
      sum += sign * value;
      count += sign;
    };
    for (let i = 0; i < reach; i++) add(i, 1);
    for (let i = 0; i < length; i++) {
      add(i + reach, 1);
      add(i - reach - 1, -1);
      out[line * lineStep + i * step] = count > 0 ? sum / count : Number.NaN;
    }
  }
  return out;
}
