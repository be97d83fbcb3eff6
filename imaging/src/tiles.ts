import { fromGrey16, type Grey16, toGrey16 } from './codec.ts';
import type { GridPicture } from './resample.ts';

export interface TileOptions {
  /** Of a tile, pixels. */
  width: number;
  height: number;
  /** Pixels at each edge of a tile that its output will not cover. */
  margin: number;
  /** First column for which output is wanted, and how many. Columns outside the picture are the edge's, repeated. */
  from: number;
  columns: number;
}

export interface Tile {
  /** Where its covered part begins, from the first wanted column and the picture's top. */
  column: number;
  row: number;
  high: Uint16Array;
  low: Uint16Array;
}

/**
 * Cuts both energies into tiles whose covered parts (a tile without its margins) lie edge to edge over the wanted
 * columns and all rows; the last ones reach past the end. Beyond the picture its edge is repeated, bit for bit.
 *
 * @param picture high and low of the same size; `from` counts from its first column and may be negative
 */
export async function* cutTiles(
  { high, low }: { high: GridPicture; low: GridPicture },
  { width, height, margin, from, columns }: TileOptions,
): AsyncGenerator<Tile> {
  const coveredColumns = width - 2 * margin;
  const coveredRows = height - 2 * margin;
  const across = Math.ceil(columns / coveredColumns) * coveredColumns;
  const down = Math.ceil(high.rows / coveredRows) * coveredRows;
  const first = from - margin;
  const last = first + across + 2 * margin;
  const edges = {
    left: Math.max(0, -first),
    right: Math.max(0, last - high.columns),
    top: margin,
    bottom: down + margin - high.rows,
  };
  const [extendedHigh, extendedLow] = await Promise.all([extend(high, edges), extend(low, edges)]);
  const shift = first + edges.left;
  for (let row = 0; row < down; row += coveredRows) {
    for (let column = 0; column < across; column += coveredColumns) {
      const box = { left: shift + column, top: row, width, height };
      const [h, l] = await Promise.all([extract(extendedHigh, box), extract(extendedLow, box)]);
      yield { column, row, high: h, low: l };
    }
  }
}

async function extend(
  { columns, rows, samples }: GridPicture,
  edges: { left: number; right: number; top: number; bottom: number },
): Promise<Grey16> {
  return toGrey16(fromGrey16({ width: columns, height: rows, samples }).extend({ ...edges, extendWith: 'copy' }));
}

async function extract(
  picture: Grey16,
  box: { left: number; top: number; width: number; height: number },
): Promise<Uint16Array> {
  const { samples } = await toGrey16(fromGrey16(picture).extract(box));
  return samples;
}
