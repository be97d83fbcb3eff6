import { type Energy, type MapCard, NO_DATA, TRANSMISSION_ONE } from '@h986/domain';
import { cutTiles, type GridPicture, type Tile } from '@h986/imaging';
import { type Model, type Outputs, outputOf, outputSize } from '../registry/model.ts';
import type { Stopwatch } from '../workers/stopwatch.ts';
import { type CellMap, mapName, PER_UNIT, quantise } from './cell-map.ts';
import type { Columns, ScanGrid } from './scan-grid.ts';

/** Some columns of a scan on a model's grid. */
export interface GridRegion {
  /** The scan's column that is the pictures' first. */
  firstColumn: number;
  picture: Record<Energy, GridPicture>;
}

/** Above this a pixel shows air. */
const AIR_FROM = 0.93 * TRANSMISSION_ONE;

/** A model's map over some columns: tiles, inference, cells. @param owned whole cells within or at the edge of the region */
export async function mapColumns(
  model: Model,
  { margin, stride, rows }: ScanGrid,
  { firstColumn, picture }: GridRegion,
  owned: Columns,
  watch: Stopwatch,
): Promise<CellMap> {
  const { card } = model;
  const [, , height, width] = card.input.shape;
  const columns = (owned.to - owned.from) / stride;
  const cellRows = rows / stride;
  const map: CellMap = {
    model: mapName(card),
    firstCell: owned.from / stride,
    columns,
    rows: cellRows,
    cells: new Int16Array(columns * cellRows),
    kinds: card.kind ? new Uint8Array(2 * columns * cellRows) : null,
  };
  const input = new Uint16Array(2 * height * width);
  const wanted = { from: owned.from - firstColumn, columns: owned.to - owned.from };
  const tiles = cutTiles(picture, { width, height, margin, ...wanted });
  while (true) {
    const { value: tile, done } = await watch.time('tiles', () => tiles.next());
    if (done) return map;
    const outputs = isAir(tile, card) ? airOutputs(card) : await watch.timeWithCpu('inference', () => infer(tile));
    place(outputs, card, map, tile.column / stride, tile.row / stride);
  }

  function infer(tile: Tile): Promise<Outputs> {
    input.set(tile.high, 0);
    input.set(tile.low, height * width);
    return model.run(input);
  }
}

/** Whether a model need not be asked, since the whole tile is air or without data. */
function isAir({ high }: Tile, { airValue }: MapCard): boolean {
  return airValue !== null && high.every((value) => value > AIR_FROM || value === NO_DATA);
}

function airOutputs(card: MapCard): Outputs {
  const { rows, columns } = outputSize(card);
  const kinds = card.kind ? { [card.kind.name]: new Float32Array(rows * columns * card.kind.classes.length) } : {};
  return { [card.output.name]: new Float32Array(rows * columns).fill(card.airValue ?? 0), ...kinds };
}

/** A tile's cells lie row by row, the map's column by column; what reaches past the map is dropped. */
function place(outputs: Outputs, card: MapCard, map: CellMap, column: number, row: number): void {
  const size = outputSize(card);
  const values = outputOf(outputs, card.output.name);
  const logits = card.kind ? outputOf(outputs, card.kind.name) : null;
  const kindFrom = Math.floor(Math.min(...card.findings.map(({ cellFrom }) => cellFrom)) * PER_UNIT);
  const columns = Math.min(size.columns, map.columns - column);
  const rows = Math.min(size.rows, map.rows - row);
  for (let x = 0; x < columns; x++) {
    for (let y = 0; y < rows; y++) {
      const from = y * size.columns + x;
      const to = (column + x) * map.rows + row + y;
      const value = quantise(values[from] as number);
      map.cells[to] = value;
      // What a cell looks like matters only where it can belong to a finding.
      if (logits && map.kinds && value >= kindFrom)
        map.kinds.set(likeliest(logits, from, size.rows * size.columns), 2 * to);
    }
  }
}

/** 1 + the class of the highest logit at a cell, and its probability x 255. */
function likeliest(logits: Float32Array, cell: number, cells: number): [number, number] {
  const classes = logits.length / cells;
  let best = 0;
  for (let k = 1; k < classes; k++) {
    if ((logits[k * cells + cell] as number) > (logits[best * cells + cell] as number)) best = k;
  }
  let sum = 0;
  for (let k = 0; k < classes; k++)
    sum += Math.exp((logits[k * cells + cell] as number) - (logits[best * cells + cell] as number));
  return [best + 1, Math.round(255 / sum)];
}
