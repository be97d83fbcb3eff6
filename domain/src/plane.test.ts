import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeDeltas, encodeDeltas, planeHeader, readPlaneHeader } from './plane.ts';

test('differences along travel come back exactly, whatever the samples', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 5 }),
      fc.infiniteStream(fc.nat(65_535)),
      (lines, rows, values) => {
        const samples = Uint16Array.from({ length: rows * lines * 2 }, () => values.next().value as number);
        expect(decodeDeltas(encodeDeltas(samples.slice(), lines), lines)).toEqual(samples);
      },
    ),
  );
});

test('each energy is differenced with itself, each row by itself', () => {
  // Two rows of two lines, high and low side by side.
  expect([...encodeDeltas(Uint16Array.of(10, 100, 13, 90, 7, 8, 7, 9), 2)]).toEqual([10, 100, 3, 65_526, 7, 8, 0, 1]);
});

test('a plane strip says where it belongs', () => {
  const header = { firstLine: 512, lines: 256, channels: 1500 };
  expect(readPlaneHeader(planeHeader(header))).toEqual(header);
  expect(() => readPlaneHeader(new Uint8Array(16))).toThrow(expect.objectContaining({ code: 'plane-header' }));
});
