import { NO_DATA } from '@h986/domain';
import { appearanceOf, EVALUATION_SEEDS_FROM, profileOf } from '@h986/fixtures';
import { describe, expect, test, vi } from 'vitest';
import { HELD_OUT } from '../training-data/drawn-profile.ts';
import { type ContainerPicture, containerPictures } from './container-picture.ts';
import { loadPlan } from './load-plan.ts';

vi.setConfig({ testTimeout: 60_000 });

const profile = profileOf('h986-6-4');
/** A seed that draws a short container for each of these goods. */
const SHORT = 2;

/** Attenuation -ln T of the high energy over the box: its mean, and how it changes from column to column. */
function lookOf({ samples, columns, box }: ContainerPicture) {
  const alpha = (x: number, y: number): number => -Math.log(Math.max(10, samples[y * columns + x] as number) / 60_000);
  const [left, top] = [Math.ceil(box.x), Math.ceil(box.y)];
  const [right, bottom] = [Math.floor(box.x + box.w), Math.floor(box.y + box.h)];
  let [sum, edges, count] = [0, 0, 0];
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right - 1; x++) {
      sum += alpha(x, y);
      edges += Math.abs(alpha(x + 1, y) - alpha(x, y));
      count++;
    }
  return { mean: sum / count, edges: edges / count };
}

describe('a container for the encoder', () => {
  // Of thin parts with sharp edges, such as machines, a coarse pixel shows a little too much.
  test.each([
    ['rice', 1.02, 1.1],
    ['machinery', 1.08, 1.2],
  ])('of %s looks as if a finer picture had been averaged', (family, within, edgesWithin) => {
    const [coarse] = containerPictures(SHORT, { profile, family });
    const [fine] = containerPictures(SHORT, { profile, family }, 4);
    if (!coarse || !fine) throw new Error('no container');
    const [a, b] = [lookOf(coarse), lookOf(fine)];
    expect(a.mean / b.mean).toBeGreaterThan(1 / within);
    expect(a.mean / b.mean).toBeLessThan(within);
    expect(a.edges / b.edges).toBeGreaterThan(1 / edgesWithin);
    expect(a.edges / b.edges).toBeLessThan(edgesWithin);
  });

  test('has data everywhere, air around it at full transmission, and a digit for each column of its box', () => {
    const [picture] = containerPictures(SHORT, { profile, family: 'tyres' });
    if (!picture) throw new Error('no container');
    const { samples, rows, columns, goods, box } = picture;
    expect(samples).toHaveLength(2 * rows * columns);
    expect(samples).not.toContain(NO_DATA);
    expect(samples[Math.floor(columns / 2)]).toBeGreaterThan(58_000);
    expect(goods).toHaveLength(Math.ceil(box.w));
    expect(goods).toMatch(/^[01]+$/);
  });

  test('is one of two where the truck carries two', () => {
    expect(containerPictures(3, { profile, family: 'clothing' }).map(({ type }) => type)).toEqual(['20GP', '20GP']);
  });
});

describe('what the scans for the encoder show', () => {
  const plans = Array.from({ length: 2000 }, (_, i) => loadPlan(i + 1));

  test('is every family that is not held out, none of the others', () => {
    const shown = new Set(plans.flatMap(({ family, second }) => (second ? [family, second.family] : [family])));
    expect(shown.size).toBe(39);
    for (const name of HELD_OUT) expect(shown).not.toContain(name);
  });

  test('is in two of five scans two kinds of goods that look different', () => {
    const both = plans.flatMap(({ family, second }) => (second ? [{ family, second }] : []));
    expect(both.length / plans.length).toBeGreaterThan(0.33);
    expect(both.length / plans.length).toBeLessThan(0.45);
    for (const { family, second } of both) expect(appearanceOf(second.family)).not.toBe(appearanceOf(family));
  });

  test('is never made from a seed that is kept for evaluation, unless it is for that', () => {
    const refused = expect.objectContaining({ code: 'evaluation-seed' });
    expect(() => loadPlan(EVALUATION_SEEDS_FROM)).toThrow(refused);
    expect(loadPlan(EVALUATION_SEEDS_FROM, { evaluation: true }).family).toBeTruthy();
  });
});
