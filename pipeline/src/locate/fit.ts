import { type Energy, NO_DATA } from '@h986/domain';
import { type GridPicture, resample } from '@h986/imaging';

/** A scan as the locator sees it. */
export interface Fitted {
  /** High and low, one after the other, row by row; no data to the right of the scan and below it. */
  tile: Uint16Array;
  /** Of the tile, and of the scan in its upper left corner. */
  size: { columns: number; rows: number };
  scan: { columns: number; rows: number };
  /** Coarse columns and rows in one of the tile's. */
  columnsPerPixel: number;
  rowsPerPixel: number;
}

/**
 * The coarse picture made half as fine, and coarser where the scan is longer or higher than the locator's input; the same both
 * ways, so that a container keeps its proportions.
 */
export function fitted(picture: Record<Energy, GridPicture>, columns: number, rows: number): Fitted {
  const { columns: wide, rows: high } = picture.high;
  const by = Math.max(2, wide / columns, high / rows);
  const scan = { columns: Math.min(columns, Math.ceil(wide / by)), rows: Math.max(1, Math.round(high / by)) };
  const tile = new Uint16Array(2 * columns * rows).fill(NO_DATA);
  for (const [n, energy] of (['high', 'low'] as const).entries()) {
    const small = resample(turned(picture[energy]), { ...scan, linesPerColumn: by });
    for (let row = 0; row < scan.rows; row++) {
      const line = small.samples.subarray(row * scan.columns, (row + 1) * scan.columns);
      tile.set(line, (n * rows + row) * columns);
    }
  }
  return { tile, size: { columns, rows }, scan, columnsPerPixel: by, rowsPerPixel: high / scan.rows };
}

/** Rows of columns as lines of channels, which is what `resample` takes. */
function turned({ columns, rows, samples }: GridPicture): { lines: number; channels: number; samples: Uint16Array } {
  const out = new Uint16Array(samples.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++)
      out[column * rows + row] = samples[row * columns + column] as number;
  }
  return { lines: columns, channels: rows, samples: out };
}
