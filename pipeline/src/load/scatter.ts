import type { MaterialTable } from '@h986/domain';
import type { LoadPicture } from './load-picture.ts';

/** Scatter is so smooth that it is worked out on a grid this many times coarser. */
const COARSE = 2;
/** So many box filters after one another are as good as a bell. */
const PASSES = 3;
/** Of what is measured at least so much is left: what is believed to be scatter may be a little too much. */
const LEAST_SHARE = 0.2;

/** The picture without what is scattered into each cell out of the load around it, as far as the table knows how much that is. */
export function withoutScatter(picture: LoadPicture, { scatter: { share, sigmaMm } }: MaterialTable): LoadPicture {
  if (share === 0) return picture;
  const cleared = (alphas: Float32Array): Float32Array => {
    const through = alphas.map((alpha) => (Number.isNaN(alpha) ? 1 : Math.exp(-alpha)));
    const around = blurred(through, picture, sigmaMm);
    return alphas.map((alpha, at) => {
      const own = through[at] as number;
      return Number.isNaN(alpha) ? alpha : -Math.log(Math.max(LEAST_SHARE * own, own + share * (own - around(at))));
    });
  };
  return { ...picture, high: cleared(picture.high), low: cleared(picture.low) };
}

/** A plane spread by a bell, to be read at any cell of its own. */
function blurred(
  plane: Float32Array,
  { columns, rows, columnMm }: LoadPicture,
  sigmaMm: number,
): (at: number) => number {
  const small = { columns: Math.ceil(columns / COARSE), rows: Math.ceil(rows / COARSE) };
  let values = new Float32Array(small.columns * small.rows);
  const counts = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const to = Math.floor(row / COARSE) * small.columns + Math.floor(column / COARSE);
      values[to] = (values[to] as number) + (plane[row * columns + column] as number);
      counts[to] = (counts[to] as number) + 1;
    }
  }
  values = values.map((value, i) => value / (counts[i] as number));
  const radius = Math.max(1, Math.round((sigmaMm / columnMm / COARSE) * Math.sqrt(3 / PASSES) - 0.5));
  for (let pass = 0; pass < PASSES; pass++) {
    values = turnedBoxed(values, small.columns, small.rows, radius);
    values = turnedBoxed(values, small.rows, small.columns, radius);
  }
  return (at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    return values[Math.floor(row / COARSE) * small.columns + Math.floor(column / COARSE)] as number;
  };
}

/** Mean of so many on either side along the rows, the ends repeated; rows become columns. */
function turnedBoxed(values: Float32Array, columns: number, rows: number, radius: number): Float32Array<ArrayBuffer> {
  const turned = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    const at = (column: number): number => values[row * columns + Math.min(columns - 1, Math.max(0, column))] as number;
    let sum = 0;
    for (let column = -radius; column <= radius; column++) sum += at(column);
    for (let column = 0; column < columns; column++) {
      turned[column * rows + row] = sum / (2 * radius + 1);
      sum += at(column + radius + 1) - at(column - radius);
    }
  }
  return turned;
}
