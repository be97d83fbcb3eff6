export interface Size {
  columns: number;
  rows: number;
}

/** Of every corner the sum of all cells to its left and above: any rectangle's in four look-ups. (columns + 1) x (rows + 1). */
export function sumsOf(values: Float32Array | Uint8Array, { columns, rows }: Size, squared = false): Float64Array {
  const wide = columns + 1;
  const sums = new Float64Array(wide * (rows + 1));
  for (let row = 0; row < rows; row++) {
    let ofRow = 0;
    for (let column = 0; column < columns; column++) {
      const value = values[row * columns + column] as number;
      ofRow += squared ? value * value : value;
      const above = row * wide + column + 1;
      sums[above + wide] = (sums[above] as number) + ofRow;
    }
  }
  return sums;
}

/**
 * For every cell the mean over a rectangle around it, cut at the edges.
 *
 * @param before cells of it to the left of and above the cell
 * @param after cells of it to the right and below, the cell itself included
 * @param less a rectangle inside that takes no part
 */
export function meansAround(
  sums: Float64Array,
  { columns, rows }: Size,
  { before, after }: Reach,
  less: Reach = { before: 0, after: 0 },
): Float32Array {
  const wide = columns + 1;
  const means = new Float32Array(columns * rows);
  const ends = (by: number, most: number): Int32Array =>
    Int32Array.from({ length: most }, (_, at) => Math.max(0, Math.min(most, at + by)));
  const [x0, x1, hx0, hx1] = [-before, after, -less.before, less.after].map((by) => ends(by, columns)) as Ends;
  const [y0, y1, hy0, hy1] = [-before, after, -less.before, less.after].map((by) => ends(by, rows)) as Ends;
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = [(y0[row] as number) * wide, (y1[row] as number) * wide];
    const [holeTop, holeBottom] = [(hy0[row] as number) * wide, (hy1[row] as number) * wide];
    const height = (y1[row] as number) - (y0[row] as number);
    const holeHeight = (hy1[row] as number) - (hy0[row] as number);
    for (let column = 0; column < columns; column++) {
      const [l, r] = [x0[column] as number, x1[column] as number];
      const [hl, hr] = [hx0[column] as number, hx1[column] as number];
      const all = at(sums, bottom + r) - at(sums, top + r) - at(sums, bottom + l) + at(sums, top + l);
      const hole =
        at(sums, holeBottom + hr) - at(sums, holeTop + hr) - at(sums, holeBottom + hl) + at(sums, holeTop + hl);
      means[row * columns + column] = (all - hole) / ((r - l) * height - (hr - hl) * holeHeight);
    }
  }
  return means;
}

export interface Reach {
  before: number;
  after: number;
}
type Ends = [Int32Array, Int32Array, Int32Array, Int32Array];

const at = (sums: Float64Array, corner: number): number => sums[corner] as number;
