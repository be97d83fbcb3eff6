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
  const over = (top: number, bottom: number, left: number, right: number): number =>
    at(sums, bottom + right) - at(sums, top + right) - at(sums, bottom + left) + at(sums, top + left);
  // Between these no rectangle is cut at a side, and all of a row are of so many cells: most are.
  const uncut = Math.min(columns, Math.max(before, less.before));
  const cut = Math.max(uncut, columns + 1 - Math.max(after, less.after, 1));
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = [wide * Math.max(0, row - before), wide * Math.min(rows, row + after)] as const;
    const [holeTop, holeBottom] = [
      wide * Math.max(0, row - less.before),
      wide * Math.min(rows, row + less.after),
    ] as const;
    const [height, holeHeight] = [(bottom - top) / wide, (holeBottom - holeTop) / wide];
    const atEdges = (from: number, to: number): void => {
      for (let column = from; column < to; column++) {
        const [l, r] = [Math.max(0, column - before), Math.min(columns, column + after)];
        const [hl, hr] = [Math.max(0, column - less.before), Math.min(columns, column + less.after)];
        const sum = over(top, bottom, l, r) - over(holeTop, holeBottom, hl, hr);
        means[row * columns + column] = sum / ((r - l) * height - (hr - hl) * holeHeight);
      }
    };
    atEdges(0, uncut);
    const count = (before + after) * height - (less.before + less.after) * holeHeight;
    for (let column = uncut; column < cut; column++) {
      const hole = over(holeTop, holeBottom, column - less.before, column + less.after);
      means[row * columns + column] = (over(top, bottom, column - before, column + after) - hole) / count;
    }
    atEdges(cut, columns);
  }
  return means;
}

export interface Reach {
  before: number;
  after: number;
}

const at = (sums: Float64Array, corner: number): number => sums[corner] as number;
