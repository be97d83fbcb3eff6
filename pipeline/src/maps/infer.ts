import type { Energy } from '@h986/domain';
import { cutTiles, type GridPicture } from '@h986/imaging';
import type { Stopwatch } from '../workers/stopwatch.ts';
import { type CellMap, quantise } from './cell-map.ts';
import { type Model, outputSide } from './model.ts';
import type { Columns, ScanGrid } from './scan-grid.ts';

/** Some columns of a scan on a model's grid. */
export interface GridRegion {
  /** The scan's column that is the pictures' first. */
  firstColumn: number;
  picture: Record<Energy, GridPicture>;
}

/** A model's map over some columns: tiles, inference, cells. @param owned whole cells within or at the edge of the region */
export async function mapColumns(
  model: Model,
  { margin, stride, rows }: ScanGrid,
  { firstColumn, picture }: GridRegion,
  owned: Columns,
  watch: Stopwatch,
): Promise<CellMap> {
  const { card } = model;
  const size = card.input.shape[3];
  const columns = (owned.to - owned.from) / stride;
  const map: CellMap = {
    model: card.name,
    firstCell: owned.from / stride,
    columns,
    rows: rows / stride,
    cells: new Int16Array((columns * rows) / stride),
  };
  const input = new Uint16Array(2 * size * size);
  const tiles = cutTiles(picture, { size, margin, from: owned.from - firstColumn, columns: owned.to - owned.from });
  while (true) {
    const { value: tile, done } = await watch.time('tiles', () => tiles.next());
    if (done) return map;
    input.set(tile.high, 0);
    input.set(tile.low, size * size);
    const cells = await watch.timeWithCpu('inference', () => model.run(input));
    place(cells, outputSide(card), map, tile.column / stride, tile.row / stride);
  }
}

/** A tile's cells lie row by row, the map's column by column; what reaches past the map is dropped. */
function place(cells: Float32Array, side: number, map: CellMap, column: number, row: number): void {
  const columns = Math.min(side, map.columns - column);
  const rows = Math.min(side, map.rows - row);
  for (let x = 0; x < columns; x++) {
    for (let y = 0; y < rows; y++) {
      map.cells[(column + x) * map.rows + row + y] = quantise(cells[y * side + x] as number);
    }
  }
}
