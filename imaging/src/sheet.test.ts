import sharp from 'sharp';
import { expect, test } from 'vitest';
import { contactSheet } from './sheet.ts';

const cell = { caption: 'a & b', detail: '<1 kg', width: 40, height: 20, grey: new Uint8Array(800).fill(90) };

test('a sheet has a place for every picture, scaled into it, with its frame', async () => {
  const framed = { ...cell, frame: { x: 10, y: 5, w: 20, h: 10 } };
  const png = await contactSheet([cell, framed, cell], { columns: 2, cellWidth: 80, cellHeight: 40 });
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([10 + 2 * 90, 10 + 2 * 88]);
  const at = (x: number, y: number): number[] => [...data.subarray((y * info.width + x) * 3).subarray(0, 3)];
  expect(at(12, 12)).toEqual([90, 90, 90]);
  expect(at(88, 48)).toEqual([90, 90, 90]);
  expect(at(12, 110)).toEqual([90, 90, 90]);
  const [red = 0, , blue = 255] = at(100 + 18, 10 + 20);
  expect(red - blue).toBeGreaterThan(60);
  expect(at(102, 110)).toEqual([0xf4, 0xf4, 0xf2]);
});
