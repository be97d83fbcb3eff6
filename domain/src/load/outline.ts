import { DomainError } from '../errors.ts';
import type { ContainerReading } from './reading.ts';

export type Outline = NonNullable<ContainerReading['outline']>;

/** Area density over a container's inside, row by row from the upper left, g/cm2; NaN where there is no data. */
export interface OutlineCells {
  columns: number;
  rows: number;
  cells: Float32Array;
  /** The same of the low energy, as if it were the high one: how hard the beam has become tells other stuff. */
  low?: Float32Array;
}

const PER_G_CM2 = 100;
const NOTHING = 65_535;
const MOST = 65_534;

export function outlineOf({ columns, rows, cells, low }: OutlineCells): Outline {
  return { columns, rows, cells: codesOf(cells), ...(low && { low: codesOf(low) }) };
}

function codesOf(cells: Float32Array): string {
  const bytes = new Uint8Array(2 * cells.length);
  const view = new DataView(bytes.buffer);
  cells.forEach((value, i) => {
    const code = Number.isNaN(value) ? NOTHING : Math.min(MOST, Math.max(0, Math.round(value * PER_G_CM2)));
    view.setUint16(2 * i, code, true);
  });
  return toBase64(bytes);
}

/** @throws {DomainError} `outline` when it has not as many cells as it says */
export function outlineCells({ columns, rows, cells, low }: Outline): OutlineCells {
  const of = (text: string) => valuesOf(text, columns, rows);
  return { columns, rows, cells: of(cells), ...(low !== undefined && { low: of(low) }) };
}

function valuesOf(text: string, columns: number, rows: number): Float32Array {
  const bytes = fromBase64(text);
  const count = columns * rows;
  if (bytes.byteLength !== 2 * count)
    throw new DomainError('outline', `an outline is not of ${columns} x ${rows} cells`);
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: count }, (_, i) => {
    const code = view.getUint16(2 * i, true);
    return code === NOTHING ? Number.NaN : code / PER_G_CM2;
  });
}

/**
 * The encoder's answer as numbers.
 *
 * @param embedding base64 of little-endian float32
 * @throws {DomainError} `embedding` when it is not that
 */
export function embeddingOf(embedding: string): Float32Array {
  const bytes = fromBase64(embedding);
  if (bytes.byteLength === 0 || bytes.byteLength % 4 !== 0) throw new DomainError('embedding', 'not whole numbers');
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
