import { EVALUATION_SEEDS_FROM, families } from '@h986/fixtures';
import { expect, test } from 'vitest';
import { HELD_OUT } from '../training-data/drawn-profile.ts';
import { makeScan } from './judging/make-scan.ts';
import { planOf } from './plan.ts';
import { calibrationSuite, suiteOf, suites, TIERS } from './suites.ts';

test('no suite is made of seeds that may be trained on, and no two share a seed', () => {
  const seeds = suites.flatMap((suite) => planOf(suite, { scans: 500 }).map(({ seed }) => seed));
  expect(Math.min(...seeds)).toBeGreaterThanOrEqual(EVALUATION_SEEDS_FROM);
  expect(new Set(seeds).size).toBe(seeds.length);
});

test('half of a suite is clean, and the tiers come by turns', () => {
  const plans = planOf(suiteOf('same'), { scans: 80 });
  expect(plans.filter(({ threats }) => threats.length === 0)).toHaveLength(40);
  const tierOf = (name: string) => families.find((family) => family.name === name)?.tier;
  for (const tier of TIERS) {
    expect(plans.filter(({ family }) => tierOf(family) === tier)).toHaveLength(20);
  }
});

test('a suite that knows of no threat is clean, and its tiers come by turns', () => {
  const plans = planOf(suiteOf('clean'), { scans: 40 });
  expect(plans.flatMap(({ threats }) => threats)).toEqual([]);
  expect(new Set(plans.slice(0, 8).map(({ family }) => families.find(({ name }) => name === family)?.tier))).toEqual(
    new Set(TIERS),
  );
});

test('what is held out of training is in no scan of the suites of seen kinds', () => {
  const held: readonly string[] = HELD_OUT;
  for (const suite of [suiteOf('same'), calibrationSuite]) {
    for (const { family, threats } of planOf(suite, { scans: 400 })) {
      expect([family, ...threats].filter((name) => held.includes(name))).toEqual([]);
    }
  }
});

test('more scans are the same ones and others after them', () => {
  const suite = suiteOf('low-dose');
  expect(planOf(suite, { scans: 30 }).slice(0, 10)).toEqual(planOf(suite, { scans: 10 }));
});

test('a block on the floor of an empty container weighs what it says', { timeout: 60_000 }, () => {
  const plan = planOf(suiteOf('empties'), { scans: 2 })[1];
  if (!plan) throw new Error('no plan');
  const { truth } = makeScan({
    ...plan,
    threats: ['block-1kg-organic'],
    container: '20GP',
    scanner: { base: 'r60', change: 'coarser-pitch' },
  });
  expect(truth.threat?.massKg).toBeCloseTo(1, 1);
  expect(truth.threatMask.some((value) => value === 1)).toBe(true);
});

test('what is odd and harmless is seen in the picture, and is in some free place of it', { timeout: 60_000 }, () => {
  const plan = planOf(suiteOf('odd-harmless'), { scans: 2 })[1];
  if (!plan) throw new Error('no plan');
  for (const oddity of ['repair-patches', 'desiccant-poles', 'missing-last-row']) {
    const { truth } = makeScan({
      ...plan,
      family: 'clothing',
      threats: [oddity],
      container: '20GP',
      scanner: { base: 'r60', change: 'coarser-pitch' },
    });
    expect(truth.threat?.snr).toBeGreaterThan(10);
  }
});
