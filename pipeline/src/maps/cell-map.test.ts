import { expect, test } from 'vitest';
import { type CellMap, decodeMap, encodeMap, quantise, stitch, unjudged } from './cell-map.ts';

const part: CellMap = {
  model: 'cargoseg',
  firstCell: 1,
  columns: 1,
  rows: 2,
  cells: Int16Array.of(-150, 300),
  kinds: Uint8Array.of(0, 0, 3, 200),
};

test('a value that is no number is a failure of the model, not a cell without a finding', () => {
  expect(() => quantise(Number.NaN)).toThrow(expect.objectContaining({ code: 'model-failed' }));
  expect(() => quantise(Number.NEGATIVE_INFINITY)).toThrow(expect.objectContaining({ code: 'model-failed' }));
  expect(quantise(Number.POSITIVE_INFINITY)).toBe(32_767);
  expect(quantise(1.5)).toBe(150);
});

test('a part is the same after its way through the store, with its kinds or without', () => {
  expect(decodeMap(encodeMap(part))).toEqual(part);
  expect(decodeMap(encodeMap({ ...part, kinds: null }))).toEqual({ ...part, kinds: null });
});

test('kinds that are not two bytes a cell are refused', () => {
  const encoded = { ...encodeMap(part), kinds: Buffer.from([1, 2]).toString('base64') };
  expect(() => decodeMap(encoded)).toThrow(expect.objectContaining({ code: 'map-part' }));
});

test('what nobody judged says the least that a map can: no deviation, or less than any logit', () => {
  const anomaly = { kind: 'anomaly', cellFrom: 0, belowPeak: 2, minCells: 1, alarmFrom: 3 } as const;
  const whole = stitch('cargoseg', 3, 2, [part], unjudged({ findings: [anomaly] }));
  expect([...whole.cells]).toEqual([-32_768, -32_768, -150, 300, -32_768, -32_768]);
  expect([...(whole.kinds ?? [])]).toEqual([0, 0, 0, 0, 0, 0, 3, 200, 0, 0, 0, 0]);
  expect(unjudged({ findings: [] })).toBe(0);
});
