import { DomainError } from '@h986/domain';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // "\x93NUMPY"
/** A header for three dimensions is 128 bytes long; what is far longer is something else. */
const HEADER_MAX = 64 * 1024;
export const CHANNELS_MAX = 4096;
export const LINES_MAX = 65_535;

/** Both energies of a picture as it is kept in files: row by row from the top, in each row column by column high, then low. */
export interface DualPicture {
  rows: number;
  columns: number;
  /** rows x columns x 2. */
  samples: Uint16Array;
}

/**
 * Reads a dual-energy picture from a NumPy file, format versions 1 to 3: unsigned 16 bit, C order, rows x columns x 2.
 *
 * @throws {DomainError} `npy-magic`, `npy-header`, `npy-type`, `npy-order`, `npy-shape` (dimensions or their sizes), or
 *   `npy-truncated` when the data are shorter or longer than the header says
 * @see numpy.lib.format: magic, version u8 u8, header length u16 (version 1) or u32, header as a Python literal, data
 */
export function decodeNpy(bytes: Uint8Array): DualPicture {
  if (bytes.length < 10 || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw new DomainError('npy-magic', 'this is not a NumPy file');
  }
  const { header, dataAt } = readHeader(bytes);
  const type = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(header)?.[1];
  const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1];
  if (type === undefined && /'descr':/.test(header)) throw typeError('a record');
  if (type === undefined || order === undefined || shape === undefined) {
    throw new DomainError('npy-header', 'the NumPy header lacks descr, fortran_order or shape');
  }
  if (type !== '<u2' && type !== '|u2') throw typeError(type);
  if (order === 'True') throw new DomainError('npy-order', 'samples are in Fortran order, wanted C order');
  const [rows, columns] = readShape(shape);

  const size = rows * columns * 2 * Uint16Array.BYTES_PER_ELEMENT;
  const given = bytes.length - dataAt;
  if (given !== size) {
    throw new DomainError('npy-truncated', `${given} bytes of samples, the header says ${size}`, {
      details: { given, wanted: size },
    });
  }
  // A copy, and not by slice(): samples need an even address, and of a Buffer slice() gives the same memory again.
  const samples = new Uint16Array(rows * columns * 2);
  new Uint8Array(samples.buffer).set(bytes.subarray(dataAt));
  return { rows, columns, samples };
}

/** The picture as a NumPy file, format version 1. */
export function encodeNpy({ rows, columns, samples }: DualPicture): Uint8Array {
  return encodeNpyArray([rows, columns, 2], samples);
}

/**
 * Numbers of any shape as a NumPy file, format version 1, C order.
 *
 * @throws {DomainError} `npy-shape` when there are more or fewer than the shape says
 */
export function encodeNpyArray(shape: readonly number[], values: Uint8Array | Uint16Array | Float32Array): Uint8Array {
  if (values.length !== shape.reduce((product, size) => product * size, 1)) {
    throw shapeError(`${shape.join(' x ')} is not ${values.length} samples`);
  }
  const type = values instanceof Float32Array ? '<f4' : values instanceof Uint16Array ? '<u2' : '|u1';
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const headLength = Math.ceil((10 + text.length + 1) / 64) * 64;
  const bytes = new Uint8Array(headLength + values.byteLength);
  bytes.set([...MAGIC, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, headLength - 10, true);
  bytes.set(new TextEncoder().encode(`${text.padEnd(headLength - 11)}\n`), 10);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), headLength);
  return bytes;
}

function readHeader(bytes: Uint8Array): { header: string; dataAt: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint8(6);
  if (version < 1 || version > 3) throw new DomainError('npy-header', `NumPy format version ${version} is not known`);
  const lengthBytes = version === 1 ? 2 : 4;
  if (bytes.length < 8 + lengthBytes) throw new DomainError('npy-header', 'the file ends within its header');
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const dataAt = 8 + lengthBytes + length;
  if (length > HEADER_MAX || dataAt > bytes.length) {
    throw new DomainError('npy-header', `a header of ${length} bytes is longer than the file or than any header`);
  }
  return { header: new TextDecoder('latin1').decode(bytes.subarray(8 + lengthBytes, dataAt)), dataAt };
}

function readShape(text: string): [rows: number, columns: number] {
  const sizes = text.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size)]));
  const [rows = 0, columns = 0, energies] = sizes;
  if (sizes.length !== 3 || energies !== 2) throw shapeError(`shape is (${text}), wanted rows x columns x 2`);
  if (rows < 1 || rows > CHANNELS_MAX) throw shapeError(`${rows} rows, wanted 1 to ${CHANNELS_MAX}`);
  if (columns < 1 || columns > LINES_MAX) throw shapeError(`${columns} columns, wanted 1 to ${LINES_MAX}`);
  return [rows, columns];
}

function typeError(type: string): DomainError {
  return new DomainError('npy-type', `samples are ${type}, wanted <u2`, { details: { type } });
}

function shapeError(message: string): DomainError {
  return new DomainError('npy-shape', message);
}
