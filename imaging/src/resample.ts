import { NO_DATA, TRANSMISSION_MAX } from '@h986/domain';

/** One energy of some lines, as acquired: line by line, each all channels from the top down. */
export interface LinePicture {
  lines: number;
  channels: number;
  /** lines x channels, 65,535 where there is no data. */
  samples: Uint16Array;
}

/** One energy on a model's grid: row by row from the top, each all columns along travel. */
export interface GridPicture {
  columns: number;
  rows: number;
  /** rows x columns, 65,535 where there is no data. */
  samples: Uint16Array;
}

export interface ResampleTo {
  columns: number;
  rows: number;
  /** Lines in a column: column j covers the lines from `j * linesPerColumn` to `(j + 1) * linesPerColumn`. */
  linesPerColumn: number;
}

/**
 * Area-weighted mean onto a grid. What has no data takes no part; a grid pixel of which less than half is covered by data
 * has none either. A value depends on nothing but the pixels below it and their place in these lines, so it is the same
 * whoever computes it; sharp's own resize quantises its phases by where a region begins, which would show at seams.
 *
 * Lines past the last one count as no data.
 */
export function resample(picture: LinePicture, to: ResampleTo): GridPicture {
  const { lines, channels } = picture;
  const { columns, rows, linesPerColumn } = to;
  const down = spans(rows, channels / rows, channels);
  const along = spans(columns, linesPerColumn, lines);
  const samples = new Uint16Array(columns * rows).fill(NO_DATA);
  const half = (linesPerColumn * channels) / rows / 2 - 1e-9;
  const shrunk = sumsOf(rows);
  const column = sumsOf(rows);
  // Columns meet within a line, so the last line of one is the first of the next.
  let lineOfShrunk = -1;
  for (let j = 0; j < columns; j++) {
    column.sum.fill(0);
    column.weight.fill(0);
    for (let k = along.start[j] as number; k < (along.start[j + 1] as number); k++) {
      const line = along.source[k] as number;
      if (line !== lineOfShrunk) shrinkLine(picture.samples, line * channels, down, shrunk);
      lineOfShrunk = line;
      add(shrunk, along.share[k] as number, column);
    }
    for (let row = 0; row < rows; row++) {
      const covered = column.weight[row] as number;
      if (covered < half || covered === 0) continue;
      samples[row * columns + j] = Math.min(TRANSMISSION_MAX, Math.round((column.sum[row] as number) / covered));
    }
  }
  return { columns, rows, samples };
}

/** What has been added up for each row, and of how many pixels. */
interface Sums {
  sum: Float64Array;
  weight: Float64Array;
}

function sumsOf(rows: number): Sums {
  return { sum: new Float64Array(rows), weight: new Float64Array(rows) };
}

/** For each target the sources that it overlaps and by how much, flat: those of target i are `start[i]` .. `start[i + 1]`. */
interface Spans {
  start: Uint32Array;
  source: Uint32Array;
  share: Float64Array;
}

function spans(targets: number, sourcesPerTarget: number, sources: number): Spans {
  const start = new Uint32Array(targets + 1);
  const source: number[] = [];
  const share: number[] = [];
  for (let i = 0; i < targets; i++) {
    const from = i * sourcesPerTarget;
    const to = Math.min((i + 1) * sourcesPerTarget, sources);
    for (let s = Math.floor(from); s < to; s++) {
      const overlap = Math.min(s + 1, to) - Math.max(s, from);
      // Below this a sliver is rounding error of the division, not coverage.
      if (overlap <= 1e-9) continue;
      source.push(s);
      share.push(overlap);
    }
    start[i + 1] = source.length;
  }
  return { start, source: Uint32Array.from(source), share: Float64Array.from(share) };
}

function shrinkLine(samples: Uint16Array, from: number, { start, source, share }: Spans, to: Sums): void {
  for (let row = 0; row < to.sum.length; row++) {
    let sum = 0;
    let weight = 0;
    for (let k = start[row] as number; k < (start[row + 1] as number); k++) {
      const value = samples[from + (source[k] as number)] as number;
      if (value === NO_DATA) continue;
      const part = share[k] as number;
      sum += part * value;
      weight += part;
    }
    to.sum[row] = sum;
    to.weight[row] = weight;
  }
}

function add({ sum, weight }: Sums, share: number, to: Sums): void {
  for (let row = 0; row < sum.length; row++) {
    to.sum[row] = (to.sum[row] as number) + share * (sum[row] as number);
    to.weight[row] = (to.weight[row] as number) + share * (weight[row] as number);
  }
}

/** Pictures of the same height side by side. */
export function besideEachOther(pictures: readonly GridPicture[]): GridPicture {
  const rows = pictures[0]?.rows ?? 0;
  const columns = pictures.reduce((sum, p) => sum + p.columns, 0);
  const samples = new Uint16Array(columns * rows);
  let at = 0;
  for (const picture of pictures) {
    for (let row = 0; row < rows; row++) {
      const line = picture.samples.subarray(row * picture.columns, (row + 1) * picture.columns);
      samples.set(line, row * columns + at);
    }
    at += picture.columns;
  }
  return { columns, rows, samples };
}
