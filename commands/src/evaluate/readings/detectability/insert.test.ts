import { expect, test } from 'vitest';
import { withCubes } from './insert.ts';

const PITCH = { linePitchMm: 6, channelPitchMm: 5 };
const scene = { lines: 40, channels: 50, materials: ['wood'], planes: [new Float32Array(40 * 50).fill(2)] };

test('a cube adds its own mass to the rays that it meets, wherever it lies on the pixels', () => {
  const cube = { stuff: 'steel', sideMm: 50, line: 20.3, channel: 25.7 } as const;
  const { materials, planes } = withCubes(scene, [cube], PITCH);
  expect(materials).toEqual(['wood', 'steel']);
  const gcm2 = (planes[1] as Float32Array).reduce((sum, value) => sum + value, 0);
  // 125 cm3 of 7.86 g/cm3, over pixels of 0.3 cm2.
  expect(gcm2 * 0.3).toBeCloseTo(125 * 7.86, 1);
  expect(Math.max(...(planes[1] as Float32Array))).toBeCloseTo(5 * 7.86, 3);
});

test('what was there stays, and cubes of one stuff share a plane', () => {
  const at = (line: number, stuff: 'steel' | 'organic') => ({ stuff, sideMm: 30, line, channel: 20 });
  const { materials, planes } = withCubes(scene, [at(10, 'organic'), at(30, 'organic'), at(20, 'steel')], PITCH);
  expect(materials).toEqual(['wood', 'cellulose', 'steel']);
  expect(planes[0]).toEqual(scene.planes[0]);
});
