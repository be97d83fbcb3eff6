import { profileOf } from '@h986/fixtures';
import { expect, test } from 'vitest';
import { chanceOf } from '../training-data/drawn-profile.ts';
import { projectThreat } from './project-threat.ts';

const [LINES, CHANNELS] = [60, 40];
/** Goods of transmission 0.2 in a frame of air. */
const inGoods = (line: number, channel: number) => line >= 10 && line < 50 && channel >= 10 && channel < 30;
const picture = () => ({
  lines: LINES,
  channels: CHANNELS,
  samples: Uint16Array.from({ length: LINES * CHANNELS }, (_, i) =>
    inGoods(Math.floor(i / CHANNELS), i % CHANNELS) ? 12_000 : 60_000,
  ),
});
const threat = {
  family: 'plate',
  lines: 8,
  channels: 8,
  high: new Float32Array(64).fill(0.5),
  low: new Float32Array(64).fill(0.4),
};
const options = {
  profile: profileOf('h986-6-4'),
  within: [{ x: 0, y: 0, w: LINES, h: CHANNELS }],
  chance: chanceOf(3),
};

test('a threat dims what lies behind it by its own transmission, and nothing else', () => {
  const before = { high: picture(), low: picture() };
  const { scan, boxPx } = projectThreat(before, threat, options);
  const means = (['high', 'low'] as const).map((energy) => {
    let [inside, changed] = [0, 0];
    scan[energy].samples.forEach((value, i) => {
      const [line, channel] = [Math.floor(i / CHANNELS), i % CHANNELS];
      const within = line >= boxPx.x && line < boxPx.x + 8 && channel >= boxPx.y && channel < boxPx.y + 8;
      if (within) inside += value / (before[energy].samples[i] as number) / 64;
      else if (value !== before[energy].samples[i]) changed++;
    });
    expect(changed).toBe(0);
    return inside;
  });
  expect(means[0]).toBeCloseTo(0.5, 2);
  expect(means[1]).toBeCloseTo(0.4, 2);
  expect(before.high.samples[20 * CHANNELS + 20]).toBe(12_000);
});

test('it brings the noise of the photons that it takes away: about half a percent here', () => {
  const { scan, boxPx } = projectThreat({ high: picture(), low: picture() }, threat, options);
  const values = Array.from({ length: 49 }, (_, i) => {
    const at = (boxPx.x + Math.floor(i / 7)) * CHANNELS + boxPx.y + (i % 7);
    return scan.high.samples[at] as number;
  }).filter((value) => value < 10_000);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sigma = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  // sqrt(0.2 x 0.5 x 0.5 / 200,000) x 60,000 = 30.
  expect(sigma).toBeGreaterThan(15);
  expect(sigma).toBeLessThan(50);
});

test('where there is nothing but air nothing can be hidden', () => {
  const air = { ...picture(), samples: new Uint16Array(LINES * CHANNELS).fill(60_000) };
  expect(() => projectThreat({ high: air, low: air }, threat, options)).toThrow(
    expect.objectContaining({ code: 'no-place' }),
  );
});
