import { DomainError, type MapCard, type MapPart } from '@h986/domain';

/** A model's signed values, cell by cell, column by column from the top. */
export interface CellMap {
  /** See `mapName`. */
  model: string;
  firstCell: number;
  columns: number;
  rows: number;
  /** columns x rows, value x `PER_UNIT`. */
  cells: Int16Array;
  /** Two bytes a cell: 1 + its likeliest class (0: not asked) and that class's probability x 255. Null for models that say none. */
  kinds: Uint8Array | null;
}

/** Steps of a map's unit; values past 327 are cut off, far beyond any threshold. */
export const PER_UNIT = 100;
const MOST = 32_767;
/** A cell of a trained map that nobody judged; no value is ever as low. */
export const UNJUDGED = -32_768;

/** By what a model's map goes among a scan's: versions in the shadow share their name with the one that decides. */
export function mapName({ name, version, state }: Pick<MapCard, 'name' | 'version' | 'state'>): string {
  return state === 'shadow' ? `${name}@${version}` : name;
}

/** @throws {DomainError} `model-failed` for what is no number: as 0 it would say that nothing was found */
export function quantise(value: number): number {
  if (Number.isNaN(value) || value === Number.NEGATIVE_INFINITY)
    throw new DomainError('model-failed', 'the model gave a value that is no number', { retryable: true });
  return Math.max(-MOST, Math.min(MOST, Math.round(value * PER_UNIT)));
}

/** What a cell says that nobody judged: no deviation, or less than any logit. */
export function unjudged({ findings }: Pick<MapCard, 'findings'>): number {
  return findings.some(({ kind }) => kind === 'anomaly') ? UNJUDGED : 0;
}

export function encodeMap({ model, firstCell, columns, rows, cells, kinds }: CellMap): MapPart {
  const bytes = Buffer.from(cells.buffer, cells.byteOffset, cells.byteLength);
  const part = { model, firstCell, columns, rows, perUnit: PER_UNIT, cells: bytes.toString('base64') };
  return kinds ? { ...part, kinds: Buffer.from(kinds).toString('base64') } : part;
}

/** @throws {DomainError} `map-part` when it has not as many cells as it says */
export function decodeMap({ model, firstCell, columns, rows, perUnit, cells, kinds }: MapPart): CellMap {
  const bytes = Buffer.from(cells, 'base64');
  const classes = kinds === undefined ? null : new Uint8Array(Buffer.from(kinds, 'base64'));
  const size = columns * rows * 2;
  if (bytes.byteLength !== size || perUnit !== PER_UNIT || (classes !== null && classes.length !== size))
    throw new DomainError('map-part', `map part of ${model} is not of its size`);
  const values = Int16Array.from({ length: columns * rows }, (_, i) => bytes.readInt16LE(i * 2));
  return { model, firstCell, columns, rows, cells: values, kinds: classes };
}

/** One map of the whole scan; cells that no part holds are `empty`, see `unjudged`. */
export function stitch(model: string, columns: number, rows: number, parts: readonly CellMap[], empty = 0): CellMap {
  const cells = new Int16Array(columns * rows).fill(empty);
  const kinds = parts.some((part) => part.kinds) ? new Uint8Array(2 * columns * rows) : null;
  for (const part of parts) {
    if (part.rows !== rows || part.firstCell + part.columns > columns)
      throw new DomainError('map-part', `map part of ${model} does not lie in the scan`);
    cells.set(part.cells, part.firstCell * rows);
    if (part.kinds) kinds?.set(part.kinds, 2 * part.firstCell * rows);
  }
  return { model, firstCell: 0, columns, rows, cells, kinds };
}
