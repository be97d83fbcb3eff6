import type { BoxPx } from '@h986/domain';
import type { LoadPicture } from '../load-picture.ts';

/** A rectangle of cells. */
export interface CellBox {
  column: number;
  row: number;
  columns: number;
  rows: number;
}

/** The inside of a container on the cells, and what its empty walls and roof let through, row by row. */
export interface Inside extends CellBox {
  /** -ln T of each energy, a value a row of the box. */
  wallHigh: Float32Array;
  wallLow: Float32Array;
}

/** Posts, doors and front wall at each end. */
const END_MM = 150;
/** Rails and corner fittings at the top; the floor with its cross members at the bottom, where it cannot be seen. */
const TOP_MM = 60;
const FLOOR_MM = 260;
/** The floor is looked for in so much above the box's bottom. */
const FLOOR_ABOVE_MM = 500;
/** Two thin steel walls; beside those of insulated containers. */
const WALL = { usual: 0.14, most: 0.45 } as const;
/** Through so much of a row nothing but walls is looked: a gap of some 20 cm, which loads have beside the doors or between pallets. */
const GAP_SHARE = 0.02;
/** A floor lets through less than walls by more than this, all along. */
const FLOOR_ALPHA = 0.04;
/** Roof and walls together: what is more belongs to the load. */
const ROOF_MORE = 0.3;
/** Of the height; the roof lies above, seen askew. */
const BELOW_ROOF = 0.45;

/** @returns null where the box lies outside of the picture or is too small to have an inside */
export function insideOf(picture: LoadPicture, box: BoxPx): Inside | null {
  const outer = cellsOf(picture, box);
  const [end, top] = [Math.round(END_MM / picture.columnMm), Math.round(TOP_MM / picture.rowMm)];
  const inner = { ...outer, column: outer.column + end, row: outer.row + top, columns: outer.columns - 2 * end };
  const rows = outer.rows - top;
  if (inner.columns < 8 || rows < 16) return null;
  const gaps = Array.from({ length: rows }, (_, i) => gapOf(picture, { ...inner, row: inner.row + i, rows: 1 }));
  const wall = wallOf(gaps.map(({ high }) => high).slice(Math.floor(BELOW_ROOF * rows), Math.floor(0.85 * rows)));
  const height = floorAt(gaps, wall, picture.rowMm);
  const of = gaps.slice(0, height).map((gap) => wallAt(gap, wall));
  return {
    ...inner,
    rows: height,
    wallHigh: Float32Array.from(of, ({ high }) => high),
    wallLow: Float32Array.from(of, ({ low }) => low),
  };
}

/** Cells whose middles lie in a box, as far as the picture goes. */
export function cellsOf({ grid, columns, rows }: LoadPicture, { x, y, w, h }: BoxPx): CellBox {
  const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value)));
  const column = clamp(x / grid.linesPerColumn, columns);
  const row = clamp(y / grid.channelsPerRow, rows);
  return {
    column,
    row,
    columns: clamp((x + w) / grid.linesPerColumn, columns) - column,
    rows: clamp((y + h) / grid.channelsPerRow, rows) - row,
  };
}

interface Gap {
  high: number;
  low: number;
}

/** What a row lets through where it lets through most. */
function gapOf({ high, low, columns }: LoadPicture, { column, row, columns: count }: CellBox): Gap {
  const from = row * columns + column;
  const cells = Array.from({ length: count }, (_, i) => from + i).filter((i) => !Number.isNaN(high[i]));
  if (cells.length === 0) return { high: Number.NaN, low: Number.NaN };
  cells.sort((a, b) => (high[a] as number) - (high[b] as number));
  const clearest = cells.slice(0, Math.max(4, Math.ceil(2 * GAP_SHARE * cells.length)));
  const mean = (of: Float32Array): number => clearest.reduce((sum, i) => sum + (of[i] as number), 0) / clearest.length;
  return { high: mean(high), low: mean(low) };
}

/** The walls' own, from rows that have a gap; the usual where all are full to the doors. */
function wallOf(gaps: readonly number[]): number {
  const sorted = gaps.filter((gap) => gap > 0 && gap <= WALL.most).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 4)] ?? WALL.usual;
}

/** From the bottom up the floor is where a row is less clear all along than walls are. @returns rows above it */
function floorAt(gaps: readonly Gap[], wall: number, rowMm: number): number {
  const from = gaps.length - Math.round(FLOOR_ABOVE_MM / rowMm);
  const usual = gaps.length - Math.round(FLOOR_MM / rowMm);
  for (let row = Math.max(0, from); row < gaps.length; row++) {
    const above = gaps[row - 1]?.high ?? Number.NaN;
    if ((gaps[row]?.high ?? 0) > 1.3 * wall + FLOOR_ALPHA && above <= 1.3 * wall + FLOOR_ALPHA) return row;
  }
  return usual;
}

/** A row's gap, where it is one: fuller rows have the walls of the others. The low energy follows by the gap's own ratio. */
function wallAt({ high, low }: Gap, wall: number): Gap {
  const ratio = high > 0 ? low / high : 1;
  return high <= wall + ROOF_MORE ? { high, low } : { high: wall, low: wall * Math.min(1.3, Math.max(1, ratio)) };
}
