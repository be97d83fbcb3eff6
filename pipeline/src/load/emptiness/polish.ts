/** Cells that a container's own unevenness may be told from: a picture of rows x columns, row by row, NaN where there is nothing. */
export interface Uneven {
  columns: number;
  rows: number;
  values: Float32Array;
}

const PASSES = 2;

/**
 * Takes off what is the same along a whole row or a whole column: waves of walls, posts, rails and seams are, what was left behind is not.
 * No more than `most` is taken off a line, so that a load stays.
 *
 * @see J. W. Tukey, Exploratory Data Analysis (1977), median polish
 */
export function polished({ columns, rows, values }: Uneven, most: number): Float32Array {
  const out = values.slice();
  const takeOff = (at: (k: number) => number, count: number): void => {
    const known: number[] = [];
    for (let k = 0; k < count; k++) {
      const value = out[at(k)] as number;
      if (!Number.isNaN(value)) known.push(value);
    }
    const middle = Math.max(-most, Math.min(most, medianOf(known)));
    if (Number.isNaN(middle)) return;
    for (let k = 0; k < count; k++) out[at(k)] = (out[at(k)] as number) - middle;
  };
  for (let pass = 0; pass < PASSES; pass++) {
    for (let row = 0; row < rows; row++) takeOff((k) => row * columns + k, columns);
    for (let column = 0; column < columns; column++) takeOff((k) => k * columns + column, rows);
  }
  return out;
}

/** How much each cell is likely to be off by itself: the greater of its row's and its column's spread, at least `least`. */
export function unevenness({ columns, rows, values }: Uneven, least: number): Float32Array {
  const spread = (at: (k: number) => number, count: number): number => {
    const sizes: number[] = [];
    for (let k = 0; k < count; k++) {
      const value = Math.abs(values[at(k)] as number);
      if (!Number.isNaN(value)) sizes.push(value);
    }
    return 1.4826 * medianOf(sizes) || 0;
  };
  const ofRow = Array.from({ length: rows }, (_, row) => spread((k) => row * columns + k, columns));
  const ofColumn = Array.from({ length: columns }, (_, column) => spread((k) => k * columns + column, rows));
  return values.map((_, i) =>
    Math.max(least, ofRow[Math.floor(i / columns)] as number, ofColumn[i % columns] as number),
  );
}

function medianOf(values: number[]): number {
  if (values.length === 0) return Number.NaN;
  const sorted = Float64Array.from(values).sort();
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
}
