/** What cells are told apart by. */
export interface Features {
  columns: number;
  rows: number;
  /** 1 where there is something to belong to a segment. */
  filled: Uint8Array;
  /** How much there is, on a scale on which one step is a difference. */
  amount: Float32Array;
  /** What it is, likewise. */
  kind: Float32Array;
}

/** The more, the larger segments get: cells that differ by one step are joined where both sides have less than about so many. */
const LENIENCE = 24;
/** Smaller ones are joined to the neighbour that is most alike. */
const LEAST_CELLS = 6;
/** Differences are sorted by whole parts of this. */
const PARTS = 64;
const MOST_DIFFERENCE = 16;

/**
 * Segments of cells that are alike, by the graph of neighbouring cells.
 *
 * @returns number of its segment a cell from 1 on, 0 where there is nothing; and how many there are
 * @see P. F. Felzenszwalb and D. P. Huttenlocher, Int. J. Computer Vision 59 (2004) 167
 */
export function segmentsOf(features: Features): { of: Int32Array; count: number } {
  const size = features.columns * features.rows;
  const edges = edgesOf(features);
  const parent = Int32Array.from({ length: size }, (_, i) => i);
  const cells = new Int32Array(size).fill(1);
  /** Up to which difference a segment's cells hang together, and what it allows on top. */
  const allowed = new Float32Array(size).fill(LENIENCE);
  const root = (cell: number): number => {
    let at = cell;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  const join = (a: number, b: number, difference: number): void => {
    parent[b] = a;
    cells[a] = (cells[a] as number) + (cells[b] as number);
    allowed[a] = difference + LENIENCE / (cells[a] as number);
  };
  for (const edge of edges.order) {
    const [a, b] = [root(edges.from[edge] as number), root(edges.to[edge] as number)];
    const difference = edges.difference[edge] as number;
    if (a !== b && difference <= (allowed[a] as number) && difference <= (allowed[b] as number)) join(a, b, difference);
  }
  // The most alike first, so that a small one goes where it belongs best.
  for (const edge of edges.order) {
    const [a, b] = [root(edges.from[edge] as number), root(edges.to[edge] as number)];
    if (a !== b && Math.min(cells[a] as number, cells[b] as number) < LEAST_CELLS)
      join(a, b, edges.difference[edge] as number);
  }
  return numbered(features.filled, root);
}

interface Edges {
  from: Int32Array;
  to: Int32Array;
  difference: Float32Array;
  /** By rising difference. */
  order: Int32Array;
}

/** Between cells beside and below one another. */
function edgesOf({ columns, rows, filled, amount, kind }: Features): Edges {
  const from: number[] = [];
  const to: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      if (filled[at] !== 1) continue;
      if (column + 1 < columns && filled[at + 1] === 1) {
        from.push(at);
        to.push(at + 1);
      }
      if (row + 1 < rows && filled[at + columns] === 1) {
        from.push(at);
        to.push(at + columns);
      }
    }
  }
  const between = (of: Float32Array, i: number): number =>
    Math.abs((of[from[i] as number] as number) - (of[to[i] as number] as number));
  const difference = Float32Array.from({ length: from.length }, (_, i) =>
    Math.min(MOST_DIFFERENCE, Math.max(between(amount, i), between(kind, i))),
  );
  return { from: Int32Array.from(from), to: Int32Array.from(to), difference, order: sorted(difference) };
}

/** Indices by rising value, in whole parts of one. */
function sorted(values: Float32Array): Int32Array {
  const part = (value: number): number => Math.floor(value * PARTS);
  const starts = new Int32Array(MOST_DIFFERENCE * PARTS + 2);
  for (const value of values) starts[part(value) + 1] = (starts[part(value) + 1] as number) + 1;
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
  const order = new Int32Array(values.length);
  values.forEach((value, i) => {
    const at = part(value);
    order[starts[at] as number] = i;
    starts[at] = (starts[at] as number) + 1;
  });
  return order;
}

function numbered(filled: Uint8Array, root: (cell: number) => number): { of: Int32Array; count: number } {
  const numbers = new Map<number, number>();
  const of = new Int32Array(filled.length);
  filled.forEach((is, cell) => {
    if (is !== 1) return;
    const top = root(cell);
    const known = numbers.get(top) ?? numbers.size + 1;
    numbers.set(top, known);
    of[cell] = known;
  });
  return { of, count: numbers.size };
}
