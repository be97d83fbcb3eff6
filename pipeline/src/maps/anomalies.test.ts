import type { MapCard } from '@h986/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { darknessMap } from '../testing/hand-made-models.ts';
import { GEOMETRY } from '../testing/raw-scan.ts';
import { anomaliesOf } from './anomalies.ts';
import { type CellMap, PER_UNIT } from './cell-map.ts';
import { scanGrid } from './scan-grid.ts';
import { smoothed } from './smooth.ts';

const { card } = darknessMap();
const rule = { kind: 'anomaly' as const, cellFrom: -1, belowPeak: 2, minCells: 1, alarmFrom: 3 };
const place = {
  grid: scanGrid(card as MapCard, GEOMETRY),
  geometry: GEOMETRY,
  lines: 256,
  coarse: null,
  alarmFrom: null,
};
const [COLUMNS, ROWS] = [20, 16];

/** A rectangle of cells of one value, in steps of a map. */
interface Block {
  x: number;
  y: number;
  w: number;
  h: number;
  value: number;
}

/** Blocks on even ground, one over the other; what reaches past the map is cut off. */
function painted(ground: number, blocks: readonly Block[]): CellMap {
  const cells = new Int16Array(COLUMNS * ROWS).fill(ground);
  for (const { x, y, w, h, value } of blocks)
    for (let i = x; i < Math.min(COLUMNS, x + w); i++)
      cells.fill(value, i * ROWS + y, i * ROWS + Math.min(ROWS, y + h));
  return { model: 'cargoseg', firstCell: 0, columns: COLUMNS, rows: ROWS, cells, kinds: null };
}

const anyMap = fc
  .tuple(
    fc.integer({ min: -900, max: 200 }),
    fc.array(
      fc.record({
        x: fc.integer({ min: 0, max: COLUMNS - 1 }),
        y: fc.integer({ min: 0, max: ROWS - 1 }),
        w: fc.integer({ min: 1, max: 6 }),
        h: fc.integer({ min: 1, max: 6 }),
        value: fc.integer({ min: -800, max: 1500 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([ground, blocks]) => painted(ground, blocks));

test('whatever a map shows, its highest value is that of a finding where it alarms: the surer a model, the less may it be lost', () => {
  fc.assert(
    fc.property(anyMap, (map) => {
      const highest = smoothed(map).reduce((most, value) => Math.max(most, value), -32_768) / PER_UNIT;
      const values = anomaliesOf(map, card, rule, place).map(({ alarm }) => alarm?.value);
      if (highest >= rule.alarmFrom) expect(values[0]).toBe(highest);
    }),
    { numRuns: 300 },
  );
});

/** Nothing anywhere, logits of `value` in blocks of cells. */
const mapWith = (...blocks: Block[]): CellMap =>
  painted(
    -900,
    blocks.map((block) => ({ ...block, value: block.value * PER_UNIT })),
  );

/** Boxes of findings in cells. */
function boxesOf(map: CellMap): number[][] {
  const { stride, linesPerColumn, channelsPerRow } = place.grid;
  const [lines, channels] = [stride * linesPerColumn, stride * channelsPerRow];
  return anomaliesOf(map, card, rule, place).map(({ boxPx: { x, y, w, h } }) => {
    return [x / lines, y / channels, w / lines, h / channels];
  });
}

test('a thing with two tops is one finding, and its box is the thing’s, not that of its highest part', () => {
  const thing = { x: 4, y: 5, w: 12, h: 6, value: 1 };
  const tops = [
    { x: 5, y: 6, w: 3, h: 3, value: 12 },
    { x: 12, y: 6, w: 3, h: 3, value: 9 },
  ];
  expect(boxesOf(mapWith(thing, ...tops))).toEqual([[4, 5, 12, 6]]);
});

test('a thing ends where a logit falls below 0', () => {
  const top = { x: 8, y: 6, w: 3, h: 3, value: 9 };
  expect(boxesOf(mapWith({ x: 4, y: 5, w: 12, h: 6, value: 0 }, top))).toEqual([[4, 5, 12, 6]]);
  expect(boxesOf(mapWith({ x: 4, y: 5, w: 12, h: 6, value: -0.1 }, top))).toEqual([[8, 6, 3, 3]]);
});

test.each([
  ['higher', 14],
  ['lower', 11],
])('what alarms in the bend of another thing that is %s is told as well, and so is that thing', (_, value) => {
  const bend = [
    { x: 1, y: 2, w: 15, h: 3, value },
    { x: 1, y: 2, w: 3, h: 13, value },
    { x: 13, y: 2, w: 3, h: 13, value },
  ];
  const boxes = boxesOf(mapWith(...bend, { x: 7, y: 9, w: 3, h: 3, value: 12 }));
  expect(boxes).toHaveLength(2);
  expect(boxes).toEqual(
    expect.arrayContaining([
      [1, 2, 15, 13],
      [7, 9, 3, 3],
    ]),
  );
});

test('whatever alarms lies in the box of a finding, or on its rim', () => {
  fc.assert(
    fc.property(anyMap, (map) => {
      const boxes = boxesOf(map);
      smoothed(map).forEach((value, cell) => {
        if (value < rule.alarmFrom * PER_UNIT) return;
        const [column, row] = [Math.floor(cell / ROWS), cell % ROWS];
        const told = boxes.some(([x = 0, y = 0, w = 0, h = 0]) => {
          return column >= x - 1 && column <= x + w && row >= y - 1 && row <= y + h;
        });
        expect(told).toBe(true);
      });
    }),
    { numRuns: 300 },
  );
});

test('two things with nothing between them are two findings', () => {
  const [left, right] = [
    { x: 2, y: 5, w: 4, h: 4, value: 12 },
    { x: 12, y: 5, w: 5, h: 3, value: 9 },
  ];
  expect(boxesOf(mapWith(left, right))).toEqual([
    [2, 5, 4, 4],
    [12, 5, 5, 3],
  ]);
});

test('what lies below the edge has the box of its highest part', () => {
  const ground = { x: 0, y: 0, w: COLUMNS, h: ROWS, value: -1.5 };
  expect(boxesOf(mapWith(ground, { x: 8, y: 6, w: 4, h: 4, value: -0.5 }))).toEqual([[8, 6, 4, 4]]);
});
