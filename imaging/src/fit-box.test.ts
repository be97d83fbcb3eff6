import { NO_DATA } from '@h986/domain';
import { expect, test } from 'vitest';
import { fitBox } from './fit-box.ts';
import type { GridPicture } from './resample.ts';

const gone = NO_DATA;
const picture: GridPicture = {
  columns: 4,
  rows: 2,
  samples: Uint16Array.from([10, 20, 30, 40, 50, 60, 70, 80]),
};

test('a part that fits lies at the upper left at its own size, with no data beyond it', () => {
  const out = fitBox(picture, { x: 1, y: 0, w: 2, h: 2 }, { columns: 3, rows: 3 });
  expect([...out]).toEqual([20, 30, gone, 60, 70, gone, gone, gone, gone]);
});

test('a part that is too long is squeezed by an area mean, and not in the other direction', () => {
  const out = fitBox(picture, { x: 0, y: 0, w: 4, h: 2 }, { columns: 2, rows: 2 });
  expect([...out]).toEqual([15, 35, 55, 75]);
});

test('edges between pixels weigh each by what is covered', () => {
  const out = fitBox(picture, { x: 0.25, y: 0, w: 1, h: 1 }, { columns: 1, rows: 1 });
  expect([...out]).toEqual([13]); // 0.75 x 10 + 0.25 x 20 = 12.5
});

test('what has no data takes no part, and where half or more is missing there is none', () => {
  const holed = { ...picture, samples: Uint16Array.from([gone, 20, gone, 40, 50, 60, gone, gone]) };
  const out = fitBox(holed, { x: 0, y: 0, w: 4, h: 2 }, { columns: 2, rows: 1 });
  expect([...out]).toEqual([43, gone]); // (20 + 50 + 60) / 3; a quarter
});

test('a part that sticks out of the picture has no data there', () => {
  const out = fitBox(picture, { x: 3, y: 1, w: 2, h: 2 }, { columns: 2, rows: 2 });
  expect([...out]).toEqual([80, gone, gone, gone]);
});

test('a part without size is refused', () => {
  expect(() => fitBox(picture, { x: 0, y: 0, w: 0, h: 2 }, { columns: 2, rows: 2 })).toThrow(
    expect.objectContaining({ code: 'box-empty' }),
  );
});
