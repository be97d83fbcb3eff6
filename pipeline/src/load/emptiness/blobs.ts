/** A place that shows more than an empty container. Cells of the region. */
export interface Blob {
  column: number;
  row: number;
  columns: number;
  rows: number;
  /** Sum of what is more over the spread that so many uneven cells have together. */
  strength: number;
}

/** Sizes of what is looked for, cells of 24 mm: from a fist to a pallet's foot. */
export const BLOB_SIZES = [
  { columns: 2, rows: 2 },
  { columns: 3, rows: 3 },
  { columns: 5, rows: 3 },
  { columns: 5, rows: 5 },
  { columns: 9, rows: 6 },
  { columns: 16, rows: 10 },
] as const;

/** What is more, and how uneven it is, both rows x columns; cells without data hold 0 and count for nothing. */
export interface Field {
  columns: number;
  rows: number;
  signal: Float32Array;
  sigma: Float32Array;
}

/** The strongest places from a strength on, none within another. */
export function strongest({ columns, rows, signal, sigma }: Field, least: number, most: number): Blob[] {
  const all: Blob[] = [];
  each({ columns, rows, signal, sigma }, (size, column, row, strength) => {
    if (strength > least) all.push({ column, row, ...size, strength });
  });
  all.sort((a, b) => b.strength - a.strength);
  const kept: Blob[] = [];
  for (const one of all) {
    if (kept.length >= most) break;
    if (!kept.some((other) => overlaps(one, other))) kept.push(one);
  }
  return kept;
}

/** How strong the strongest place is, 0 where there is none. */
export function topStrength(field: Field): number {
  let top = 0;
  each(field, (_size, _column, _row, strength) => {
    if (strength > top) top = strength;
  });
  return top;
}

function each(
  { columns, rows, signal, sigma }: Field,
  tell: (size: (typeof BLOB_SIZES)[number], column: number, row: number, strength: number) => void,
): void {
  const sums = summed(signal, columns, rows);
  const variances = summed(
    sigma.map((value) => value ** 2),
    columns,
    rows,
  );
  for (const size of BLOB_SIZES)
    for (let row = 0; row + size.rows <= rows; row++)
      for (let column = 0; column + size.columns <= columns; column++) {
        const sum = over(sums, columns, column, row, size);
        if (sum > 0) tell(size, column, row, sum / Math.sqrt(over(variances, columns, column, row, size)));
      }
}

function overlaps(a: Blob, b: Blob): boolean {
  const across = a.column < b.column + b.columns && b.column < a.column + a.columns;
  return across && a.row < b.row + b.rows && b.row < a.row + a.rows;
}

function summed(values: Float32Array, columns: number, rows: number): Float64Array {
  const wide = columns + 1;
  const sums = new Float64Array(wide * (rows + 1));
  for (let row = 0; row < rows; row++) {
    let line = 0;
    for (let column = 0; column < columns; column++) {
      line += values[row * columns + column] as number;
      sums[(row + 1) * wide + column + 1] = (sums[row * wide + column + 1] as number) + line;
    }
  }
  return sums;
}

function over(
  sums: Float64Array,
  columns: number,
  column: number,
  row: number,
  size: { columns: number; rows: number },
): number {
  const at = (c: number, r: number): number => sums[r * (columns + 1) + c] as number;
  const [right, below] = [column + size.columns, row + size.rows];
  return at(right, below) - at(column, below) - at(right, row) + at(column, row);
}
