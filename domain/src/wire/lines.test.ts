import { expect, test } from 'vitest';
import { decodeLines, encodeLines, type LineBlock } from './index.ts';

const block: LineBlock = {
  kind: 'object',
  firstLine: 4_000_000_000,
  channels: 3,
  records: [0, 1].map((i) => ({
    line: 4_000_000_000 + i,
    deviceUs: 2 ** 40 + i,
    encoder: -5 - i,
    doseHigh: 65535,
    doseLow: 1,
    flags: 2,
  })),
  samples: new Uint8Array(2 * 2 * 3 * 2).map((_, i) => 255 - i),
};

test('lines pass over the wire unchanged, records and samples', () => {
  expect(decodeLines(encodeLines(block))).toEqual(block);
});

test.each([
  ['lines-shape', 3, 3],
  ['lines-shape', 0, 9],
  ['lines-energies', 1, 1],
  ['lines-encoding', 10, 1],
])('a line block that is not what it says is refused: %s', (code, at, value) => {
  const bytes = encodeLines(block);
  bytes[at] = value;
  expect(() => decodeLines(bytes)).toThrow(expect.objectContaining({ code }));
});
