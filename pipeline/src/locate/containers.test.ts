import { expect, test } from 'vitest';
import { type ClassMap, containersIn } from './containers.ts';

const COLUMNS = 500;
const ROWS = 100;
/** 48 mm a pixel: 20 feet are 126 of them, 40 feet 254, 2.6 m are 54. */
const PIXEL_MM = 48;

type Box = [x: number, y: number, w: number, h: number];

function mapOf(boxes: Box[], holes: Box[] = []): ClassMap {
  const container = new Uint8Array(COLUMNS * ROWS);
  const fill = ([x, y, w, h]: Box, value: number): void => {
    for (let row = y; row < y + h; row++) container.fill(value, row * COLUMNS + x, row * COLUMNS + x + w);
  };
  for (const box of boxes) fill(box, 1);
  for (const hole of holes) fill(hole, 0);
  const probability = new Float32Array(container.length).fill(0.8);
  return { columns: COLUMNS, rows: ROWS, container, probability, pixelMm: PIXEL_MM };
}

const boxes = (map: ClassMap): number[][] => containersIn(map).map(({ box: { x, y, w, h } }) => [x, y, w, h]);
const near = (found: number[][], wanted: Box[]): void => {
  expect(found).toHaveLength(wanted.length);
  for (const [i, box] of wanted.entries())
    for (const [k, value] of box.entries()) expect(Math.abs((found[i]?.[k] ?? -99) - value)).toBeLessThanOrEqual(2);
};

test('one container is one box', () => {
  near(boxes(mapOf([[100, 20, 254, 54]])), [[100, 20, 254, 54]]);
  expect(containersIn(mapOf([[100, 20, 254, 54]]))[0]?.confidence).toBeCloseTo(0.8, 5);
});

test('what sticks out of a container does not make its box larger', () => {
  const [box] = boxes(
    mapOf([
      [100, 20, 254, 54],
      [354, 60, 20, 3],
    ]),
  );
  expect((box?.[0] ?? 0) + (box?.[2] ?? 0)).toBeLessThan(362);
});

test('two containers with a gap between them are two, from the left', () => {
  near(
    boxes(
      mapOf([
        [230, 22, 126, 54],
        [100, 20, 126, 54],
      ]),
    ),
    [
      [100, 20, 126, 54],
      [230, 22, 126, 54],
    ],
  );
});

test('two that the locator has joined by a few pixels are two', () => {
  near(boxes(mapOf([[100, 20, 254, 54]], [[226, 20, 3, 46]])), [
    [100, 20, 126, 54],
    [229, 20, 125, 54],
  ]);
});

test('a piece that is longer than any container is two, cut where it is weakest', () => {
  near(boxes(mapOf([[60, 20, 380, 54]], [[186, 20, 2, 5]])), [
    [60, 20, 126, 54],
    [188, 20, 252, 54],
  ]);
});

test('a 45 foot container is one', () => {
  near(boxes(mapOf([[60, 20, 286, 54]])), [[60, 20, 286, 54]]);
});

test('a hole in the load leaves the container whole', () => {
  near(boxes(mapOf([[100, 20, 254, 54]], [[200, 40, 20, 6]])), [[100, 20, 254, 54]]);
});

test('crumbs are no containers', () => {
  expect(boxes(mapOf([[10, 20, 20, 20]]))).toEqual([]);
});

test('a container seen in three pieces is in doubt, for what lies between them would not be looked at', () => {
  const map = mapOf(
    [[40, 20, 254, 54]],
    [
      [120, 20, 3, 54],
      [203, 20, 3, 54],
    ],
  );
  expect(() => containersIn(map)).toThrowError(expect.objectContaining({ code: 'locator-doubt' }));
});

test('a patch shorter than any container is none, wherever it is', () => {
  expect(containersIn(mapOf([[10, 20, 45, 54]]))).toEqual([]);
});

test('much container beside the boxes is a doubt', () => {
  const map = mapOf([
    [100, 20, 254, 54],
    [10, 40, 45, 54],
  ]);
  expect(() => containersIn(map)).toThrowError(expect.objectContaining({ code: 'locator-doubt' }));
});
