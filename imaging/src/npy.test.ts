import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DualPicture, decodeNpy, encodeNpy, encodeNpyArray } from './npy.ts';

const picture: DualPicture = { rows: 2, columns: 3, samples: Uint16Array.from({ length: 12 }, (_, i) => i * 5000) };

/** A file as NumPy would write it, whatever it says of itself. */
function npy(header: string, data: Uint8Array, version = 1): Uint8Array {
  const text = new TextEncoder().encode(`${header}\n`);
  const lengthBytes = version === 1 ? 2 : 4;
  const head = new Uint8Array(8 + lengthBytes);
  head.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  const view = new DataView(head.buffer);
  if (version === 1) view.setUint16(8, text.length, true);
  else view.setUint32(8, text.length, true);
  return Buffer.concat([head, text, data]);
}

const header = (descr = '<u2', order = 'False', shape = '2, 3, 2'): string =>
  `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape}), }`;
const data = new Uint8Array(picture.samples.buffer);

test('a picture comes back from a file as it was written', () => {
  const pictures = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).chain(([rows, columns]) => {
    const size = rows * columns * 2;
    return fc
      .uint16Array({ minLength: size, maxLength: size })
      .map((values): DualPicture => ({ rows, columns, samples: values }));
  });
  fc.assert(
    fc.property(pictures, (written) => {
      expect(decodeNpy(encodeNpy(written))).toEqual(written);
    }),
  );
});

test('the data of a written file begin at a multiple of 64, as NumPy promises', () => {
  expect((encodeNpy(picture).length - data.length) % 64).toBe(0);
});

test.each([1, 2, 3])('format version %i is read', (version) => {
  expect(decodeNpy(npy(header('|u2'), data, version))).toEqual(picture);
});

test('a file that begins at an odd address is read', () => {
  const bytes = npy(header(), data);
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  expect(decodeNpy(shifted.subarray(1))).toEqual(picture);
});

test.each([
  ['npy-magic', new TextEncoder().encode('not a picture at all')],
  ['npy-magic', new Uint8Array(0)],
  ['npy-header', npy(header(), data, 4)],
  ['npy-header', npy("{'descr': '<u2'}", data)],
  ['npy-header', npy(header(), data).subarray(0, 40)],
  ['npy-header', npy(header(), data, 2).subarray(0, 11)],
  ['npy-header', npy(header().padEnd(70_000), data, 2)],
  ['npy-type', npy(header('<f4'), data)],
  ['npy-type', npy(header('>u2'), data)],
  ['npy-type', npy("{'descr': [('a', '<u2')], 'fortran_order': False, 'shape': (2, 3, 2), }", data)],
  ['npy-order', npy(header('<u2', 'True'), data)],
  ['npy-shape', npy(header('<u2', 'False', '2, 6'), data)],
  ['npy-shape', npy(header('<u2', 'False', '2, 2, 3'), data)],
  ['npy-shape', npy(header('<u2', 'False', '0, 3, 2'), data)],
  ['npy-shape', npy(header('<u2', 'False', '4097, 3, 2'), data)],
  ['npy-shape', npy(header('<u2', 'False', '2, 65536, 2'), data)],
  ['npy-shape', npy(header('<u2', 'False', '2, 99999999999999999999, 2'), data)],
  ['npy-truncated', npy(header(), data.subarray(0, 23))],
  ['npy-truncated', npy(header(), new Uint8Array(25))],
])('a file that is not such a picture is refused by name: %s', (code, bytes) => {
  expect(() => decodeNpy(bytes)).toThrow(expect.objectContaining({ code }));
});

test('a picture whose samples are not as many as its size says is not written', () => {
  expect(() => encodeNpy({ ...picture, columns: 4 })).toThrow(expect.objectContaining({ code: 'npy-shape' }));
});

test('numbers of one byte or of four are written with their type and shape', () => {
  const head = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes.subarray(10, 128));
  expect(head(encodeNpyArray([3], new Uint8Array(3)))).toContain("'|u1', 'fortran_order': False, 'shape': (3,)");
  const floats = encodeNpyArray([2, 1], Float32Array.of(1, 0.5));
  expect(head(floats)).toContain("'<f4', 'fortran_order': False, 'shape': (2, 1)");
  expect(new Float32Array(floats.slice(-8).buffer)).toEqual(Float32Array.of(1, 0.5));
  expect(() => encodeNpyArray([2, 2], new Uint8Array(3))).toThrow(expect.objectContaining({ code: 'npy-shape' }));
});
