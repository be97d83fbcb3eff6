import type { LoadPicture } from '../load-picture.ts';
import type { Inside } from './inside.ts';

/** A container's cells with its walls taken off, row by row from the top. */
export interface Net {
  columns: number;
  rows: number;
  /** -ln T of each energy of the load alone; not a number where there is no data. */
  high: Float32Array;
  low: Float32Array;
  opaque: Float32Array;
  /** Standard deviation of the high energy's -ln T inside a cell. */
  spread: Float32Array;
}

/** How far the low energy may lie beside the high one along travel, cells. */
const SHIFT_MOST = 0.3;
/** Where so much is in the way its noise says nothing of the shift. */
const CLEAR_ALPHA = 3;

/**
 * The load's own attenuation. The two energies of a line are not taken at the same moment: the low one lies beside the high one by half a
 * line, which at every upright edge looks like another stuff. How far is measured on the picture itself and taken back.
 */
export function netOf(picture: LoadPicture, { column, row, columns, rows, wallHigh, wallLow }: Inside): Net {
  const net: Net = {
    columns,
    rows,
    high: new Float32Array(columns * rows),
    low: new Float32Array(columns * rows),
    opaque: new Float32Array(columns * rows),
    spread: new Float32Array(columns * rows),
  };
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const from = (row + r) * picture.columns + column + c;
      const at = r * columns + c;
      net.high[at] = (picture.high[from] as number) - (wallHigh[r] as number);
      net.low[at] = (picture.low[from] as number) - (wallLow[r] as number);
      net.opaque[at] = picture.opaque[from] as number;
      net.spread[at] = picture.spread[from] as number;
    }
  }
  shiftBack(net);
  return net;
}

/** Least squares of low - ratio x high over the slope of the low energy along travel; the ratio is that of all together. */
export function shiftOf({ columns, rows, high, low }: Net): number {
  let [sumHigh, sumLow] = [0, 0];
  const usable: number[] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 1; c < columns - 1; c++) {
      const at = r * columns + c;
      if (!((high[at] as number) < CLEAR_ALPHA) || Number.isNaN(slopeAt(low, at))) continue;
      usable.push(at);
      sumHigh += high[at] as number;
      sumLow += low[at] as number;
    }
  }
  const ratio = sumHigh > 0 ? sumLow / sumHigh : 1;
  let [product, square] = [0, 0];
  for (const at of usable) {
    const slope = slopeAt(low, at);
    product += slope * ((low[at] as number) - ratio * (high[at] as number));
    square += slope * slope;
  }
  const shift = square > 0 ? product / square : 0;
  return Math.abs(shift) <= SHIFT_MOST ? shift : 0;
}

function shiftBack(net: Net): void {
  const shift = shiftOf(net);
  const { columns, rows, low } = net;
  const back = low.slice();
  for (let r = 0; r < rows; r++) {
    for (let c = 1; c < columns - 1; c++) {
      const at = r * columns + c;
      const slope = slopeAt(low, at);
      if (!Number.isNaN(slope)) back[at] = (low[at] as number) - shift * slope;
    }
  }
  net.low = back;
}

/** Change a cell along travel. */
function slopeAt(values: Float32Array, at: number): number {
  return ((values[at + 1] as number) - (values[at - 1] as number)) / 2;
}
