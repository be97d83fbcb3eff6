import { lowCurve, type MaterialTable, noiseOf } from '@h986/domain';
import type { Net } from './net.ts';
import type { Features } from './segments.ts';

/** Less than this is no load: what is left of walls, and noise. */
const FILLED_ALPHA = 0.06;
/** One step of amount: a third more or less. */
const AMOUNT_STEP = 0.3;
/** Thin things are not told apart by shares of next to nothing. */
const AMOUNT_FLOOR = 0.15;
/** From organic matter (1) to steel (0) are so many steps, where the noise lets see them. */
const KIND_STEPS = 3;
const ORGANIC_Z = 6.4;
const STEEL_Z = 26;
/** What cannot be seen through is one kind. */
const OPAQUE_SHARE = 0.5;

/**
 * How much there is in each cell and of what kind, as steps by which segments are told apart. The kind is where the low energy lies between
 * that of organic matter and that of steel; it counts the less the noisier it is.
 *
 * @param pixels of a cell
 */
export function featuresOf({ columns, rows, high, low, opaque }: Net, table: MaterialTable, pixels: number): Features {
  const [organic, steel] = [lowCurve(table, ORGANIC_Z), lowCurve(table, STEEL_Z)];
  const size = columns * rows;
  const features = {
    columns,
    rows,
    filled: new Uint8Array(size),
    amount: new Float32Array(size),
    kind: new Float32Array(size),
  };
  for (let at = 0; at < size; at++) {
    const alpha = high[at] as number;
    if (!(alpha > FILLED_ALPHA)) continue;
    features.filled[at] = 1;
    features.amount[at] = Math.log(alpha + AMOUNT_FLOOR) / AMOUNT_STEP;
    if ((opaque[at] as number) > OPAQUE_SHARE) continue;
    const apart = Math.max(1e-6, organic(alpha) - steel(alpha));
    const noise = noiseOf(table, alpha, low[at] as number, pixels);
    const sigma = Math.hypot(noise.low, noise.high, table.noise.systematic.offset) / apart;
    const kind = ((low[at] as number) - steel(alpha)) / apart;
    features.kind[at] = (KIND_STEPS * Math.min(3, Math.max(-3, kind))) / Math.max(1, KIND_STEPS * sigma);
  }
  return { ...features, kind: smoothed(features.kind, features.filled, columns, rows) };
}

/** Mean of each cell and the eight around it that are filled too. */
function smoothed(values: Float32Array, filled: Uint8Array, columns: number, rows: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (filled[row * columns + column] !== 1) continue;
      let [sum, count] = [0, 0];
      for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
        for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
          if (filled[r * columns + c] !== 1) continue;
          sum += values[r * columns + c] as number;
          count++;
        }
      }
      out[row * columns + column] = sum / count;
    }
  }
  return out;
}
