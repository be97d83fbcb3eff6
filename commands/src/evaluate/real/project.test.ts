import { profileOf, storedFromPicture } from '@h986/fixtures';
import { expect, test } from 'vitest';
import { chanceOf } from '../../training-data/drawn-profile.ts';
import { slabTransmission } from './concealments.ts';
import { project } from './project.ts';

const r60 = profileOf('r60');
const AIR = 63_570;

/** Goods that let a fifth through, everywhere alike and without noise. */
function goods() {
  const [rows, columns] = [200, 300];
  const samples = new Uint16Array(rows * columns * 2).fill(AIR / 5);
  return storedFromPicture({ rows, columns, samples }, { fullScale: AIR, linePitchMm: 4.2 });
}

test('steel lets through what Beer and Lambert say, less of the low energy', () => {
  const { high, low } = slabTransmission({ material: 'steel', thicknessMm: 60 }, r60);
  expect(-Math.log(high)).toBeGreaterThan(1.4);
  expect(-Math.log(high)).toBeLessThan(2);
  expect(low).toBeLessThan(high);
});

test('a slab dims what lies behind it by its own transmission and leaves the rest as it was', () => {
  const scan = goods();
  const slab = { material: 'steel', thicknessMm: 25, widthMm: 200, heightMm: 120 };
  const { scan: with_, mask, box } = project(scan, slab, r60, chanceOf(5));
  expect([box.w, box.h]).toEqual([48, 26]);
  const { channels } = scan.geometry;
  const inside: number[] = [];
  for (let line = 0; line < scan.lines; line++)
    for (let c = 0; c < channels; c++) {
      const at = line * 2 * channels + c;
      if (mask[line * channels + c]) inside.push(with_.samples[at] as number);
      else expect(with_.samples[at]).toBe(scan.samples[at]);
    }
  const mean = inside.reduce((sum, value) => sum + value, 0) / inside.length;
  const { high: t } = slabTransmission(slab, r60);
  // Its outermost pixels are covered by half.
  expect(mean / (AIR / 5)).toBeGreaterThan(t);
  expect(mean / (AIR / 5)).toBeLessThan(t * 1.1);
});

test('the noise of the photons that it takes is added', () => {
  const scan = goods();
  const slab = { material: 'steel', thicknessMm: 25, widthMm: 600, heightMm: 400 };
  const { scan: with_, box } = project(scan, slab, r60, chanceOf(7));
  const { channels } = scan.geometry;
  const values: number[] = [];
  for (let line = box.x + 2; line < box.x + box.w - 2; line++)
    for (let c = box.y + 2; c < box.y + box.h - 2; c++) values.push(with_.samples[line * 2 * channels + c] as number);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const { high: t } = slabTransmission(slab, r60);
  expect(variance / ((AIR * (AIR / 5) * t * (1 - t)) / r60.high.photons)).toBeCloseTo(1, 1);
});

test('air hides nothing', () => {
  const scan = goods();
  scan.samples.fill(AIR);
  const slab = { material: 'steel', thicknessMm: 25, widthMm: 200, heightMm: 120 };
  expect(() => project(scan, slab, r60, chanceOf(5))).toThrow(expect.objectContaining({ code: 'no-place' }));
});
