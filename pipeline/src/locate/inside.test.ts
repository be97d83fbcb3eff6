import { expect, test } from 'vitest';
import { GEOMETRY } from '../testing/raw-scan.ts';
import { lookedAt, onlyWithin } from './inside.ts';

/** 8 mm a line and channel, cells of 32 mm. */
const grid = { columnsPerStrip: 256, rows: 40, linesPerColumn: 1, channelsPerRow: 1, stride: 4, margin: 0 };
const container = { boxPx: { x: 100, y: 50, w: 200, h: 80 } };
const map = {
  model: 'm',
  firstCell: 0,
  columns: 100,
  rows: 40,
  cells: new Int16Array(4000).fill(500),
  kinds: null,
};

/** Whether the cell in whose middle this pixel lies is kept. */
function isKept(line: number, channel: number): boolean {
  const { cells } = onlyWithin(map, lookedAt([container], GEOMETRY), { grid }, -32_767);
  return cells[Math.floor(line / 4) * map.rows + Math.floor(channel / 4)] === 500;
}

test.each([
  ['in the middle', 200, 90, true],
  ['100 mm before the wall', 90, 90, true],
  ['100 mm above the roof', 200, 40, true],
  ['farther out, where the tractor is', 80, 90, false],
  ['below the floor, where the axles are', 200, 146, false],
])('a cell %s', (_, line, channel, kept) => {
  expect(isKept(line, channel)).toBe(kept);
});

test('where no container was found every cell counts', () => {
  expect(lookedAt([], GEOMETRY)).toBeNull();
  expect(onlyWithin(map, null, { grid }, 0)).toBe(map);
});
