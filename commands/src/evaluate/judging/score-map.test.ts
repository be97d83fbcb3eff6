import { expect, test } from 'vitest';
import { type PlacedMap, scoreMap } from './score-map.ts';

/** A map of 40 x 30 cells of 4 x 4 px, all at -5. */
function quiet(): PlacedMap {
  const [columns, rows] = [40, 30];
  const values = new Float32Array(columns * rows).fill(-5);
  return { values, signed: false, columns, rows, linesPerCell: 4, channelsPerCell: 4 };
}

function light(map: PlacedMap, column: number, row: number, value: number): void {
  for (let c = column - 1; c <= column + 1; c++)
    for (let r = row - 1; r <= row + 1; r++) map.values[c * map.rows + r] = value;
}

const lines = 160;
const channels = 120;
const box = { x: 20, y: 20, w: 120, h: 80 };

/** A threat of 8 x 8 px from there. */
function truthAt(x: number, y: number) {
  const mask = new Uint8Array(lines * channels);
  for (let i = x; i < x + 8; i++) for (let j = y; j < y + 8; j++) mask[i * channels + j] = 1;
  return { lines, channels, mask, boxes: [box] };
}

test('the score is the highest mean of 3 x 3 cells, and lies where it is', () => {
  const map = quiet();
  light(map, 15, 12, 3);
  const { peaks } = scoreMap(map, truthAt(60, 48), 0);
  expect(peaks[0]).toEqual({ value: 3, line: 62, channel: 50, onThreat: true });
  expect(peaks).toHaveLength(5);
});

test('a single bright cell is a ninth of a place', () => {
  const map = quiet();
  map.values[15 * map.rows + 12] = 4;
  expect(scoreMap(map, truthAt(60, 48), 0).peaks[0]?.value).toBe((4 - 5 * 8) / 9);
});

test('a peak up to 10 px beside the threat lies on it, one further away does not', () => {
  const peakAt = (x: number): boolean => {
    const map = quiet();
    light(map, 15, 12, 3);
    return scoreMap(map, truthAt(x, 48), 0).peaks[0]?.onThreat ?? false;
  };
  // The peak is at line 62.
  expect([72, 73].map(peakAt)).toEqual([true, false]);
});

test('what shines outside the containers is not looked at', () => {
  const map = quiet();
  light(map, 2, 2, 9);
  expect(scoreMap(map, truthAt(60, 48), 0).peaks[0]?.value).toBe(-5);
});

test('where low values count too, a dark place scores as high as a bright one', () => {
  const map = { ...quiet(), signed: true };
  map.values.fill(0);
  light(map, 15, 12, -7);
  expect(scoreMap(map, truthAt(60, 48), 6)).toMatchObject({ anomalousCells: 9, peaks: [{ value: 7 }, {}, {}, {}, {}] });
});

test('a threat in two pieces is two regions', () => {
  const two = truthAt(40, 40);
  two.mask.set(truthAt(80, 40).mask.subarray(80 * channels, 88 * channels), 80 * channels);
  const { regions, inside, outside } = scoreMap(quiet(), two, 0);
  expect(regions).toBe(2);
  expect(inside.reduce((sum, [, share]) => sum + share, 0)).toBeCloseTo(2, 3);
  // 30 x 20 cells in the box, two pieces of 2 x 2 cells in it.
  expect(outside.reduce((sum, [, count]) => sum + count, 0)).toBe(600 - 8);
});
