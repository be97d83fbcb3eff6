import { DomainError, type MapPart } from '@h986/domain';

/** A model's signed values, cell by cell, column by column from the top. */
export interface CellMap {
  model: string;
  firstCell: number;
  columns: number;
  rows: number;
  /** columns x rows, value x `PER_UNIT`. */
  cells: Int16Array;
}

/** Steps of a map's unit; values past 327 are cut off, far beyond any threshold. */
export const PER_UNIT = 100;
const MOST = 32_767;

/** @throws {DomainError} `model-failed` for what is no number: as 0 it would say that nothing was found */
export function quantise(value: number): number {
  if (Number.isNaN(value))
    throw new DomainError('model-failed', 'the model gave a value that is no number', { retryable: true });
  return Math.max(-MOST, Math.min(MOST, Math.round(value * PER_UNIT)));
}

export function encodeMap({ model, firstCell, columns, rows, cells }: CellMap): MapPart {
  const bytes = Buffer.from(cells.buffer, cells.byteOffset, cells.byteLength);
  return { model, firstCell, columns, rows, perUnit: PER_UNIT, cells: bytes.toString('base64') };
}

/** @throws {DomainError} `map-part` when it has not as many cells as it says */
export function decodeMap({ model, firstCell, columns, rows, perUnit, cells }: MapPart): CellMap {
  const bytes = Buffer.from(cells, 'base64');
  if (bytes.byteLength !== columns * rows * 2 || perUnit !== PER_UNIT)
    throw new DomainError('map-part', `map part of ${model} is not of its size`);
  const values = Int16Array.from({ length: columns * rows }, (_, i) => bytes.readInt16LE(i * 2));
  return { model, firstCell, columns, rows, cells: values };
}

/** One map of the whole scan; cells that no part holds are 0. */
export function stitch(model: string, columns: number, rows: number, parts: readonly CellMap[]): CellMap {
  const cells = new Int16Array(columns * rows);
  for (const part of parts) {
    if (part.rows !== rows || part.firstCell + part.columns > columns)
      throw new DomainError('map-part', `map part of ${model} does not lie in the scan`);
    cells.set(part.cells, part.firstCell * rows);
  }
  return { model, firstCell: 0, columns, rows, cells };
}
