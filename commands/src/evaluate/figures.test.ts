import { expect, test } from 'vitest';
import { curvesOf } from './curves.ts';
import { figuresOf } from './figures.ts';
import { HEAVY_GROUP } from './groups.ts';
import type { ScanRecord } from './judging/record.ts';
import { thresholdsFrom } from './thresholds.ts';

/** A judged scan; the highest place of one with a threat lies on it or not. */
function scan(
  value: number,
  {
    tier = 'D1',
    threat = '',
    onThreat = true,
    contrast = 1,
    snr = 100,
    areaCm2 = 100,
    heavyShare = 0,
    cargoClass = 'other' as ScanRecord['cargoClass'],
  } = {},
): ScanRecord {
  return {
    v: 1,
    seed: 900_000_000,
    family: 'rice',
    tier,
    scanner: 'h986-6-4',
    cargoClass,
    emptyLead: null,
    lines: 1000,
    channels: 1000,
    threat: threat ? { family: threat, contrast, snr, massKg: 1, areaCm2, heavyShare } : null,
    oddity: null,
    containers: null,
    maps: {
      cargoseg: {
        sha256: '',
        peaks: [
          { value, line: 1, channel: 1, onThreat: threat !== '' && onThreat },
          { value: value - 0.5, line: 99, channel: 1, onThreat: threat !== '' },
        ],
        anomalousCells: 0,
        outside: [[400, 100]],
        inside: threat ? [[600, 1]] : [],
        regions: threat ? 1 : 0,
      },
    },
    findings: {},
    verdict: 'clear',
    located: false,
    seconds: 1,
    afterLastSeconds: 0.3,
    peakBytes: null,
  };
}

const model = { name: 'cargoseg', probability: { a: 1, b: 0 } };
/** A hundred scans that score 0 to 0.99. */
const hundred = (cargoClass: ScanRecord['cargoClass'] = 'other', from = 0) =>
  Array.from({ length: 100 }, (_, i) => scan(from + i / 100, { cargoClass }));
const clean = { drawn: hundred(), ofCargo: [] };

test('a threat is found when its scan alarms and the highest place lies on it; an alarm elsewhere finds nothing', () => {
  const records = [
    scan(2, { threat: 'gold' }),
    scan(2, { threat: 'gold', onThreat: false }),
    scan(0.5, { threat: 'gold' }),
    scan(0),
  ];
  const [all] = figuresOf(records, clean, model);
  expect(all?.detection[0]?.found?.value).toBeCloseTo(1 / 3, 12);
  // The second place of the second scan lies on the threat.
  expect(all?.detection[0]?.shown?.value).toBeCloseTo(2 / 3, 12);
  expect(all?.detection[0]?.falseAlarms?.value).toBe(0);
});

test('where clean scans are too few for a rate there is no figure at it', () => {
  const [all] = figuresOf([scan(2, { threat: 'gold' }), scan(0)], clean, model);
  expect(all?.detection.map(({ promised, found }) => [promised, found === null])).toEqual([
    [0.01, false],
    [0.005, true],
    [0.004, true],
    [0.0022, true],
    [0.001, true],
  ]);
});

test('a load is held to the threshold of its kind where there are enough clean scans of it, else to that of all', () => {
  const drawn = [...hundred('other'), ...hundred('empty', -9), ...hundred('cars', 7).slice(0, 20)];
  const thresholdOf = thresholdsFrom({ drawn, ofCargo: [] }, 'cargoseg', 0.01);
  const of = (cargoClass: ScanRecord['cargoClass']) => thresholdOf(scan(0, { cargoClass }));
  expect(of('other')).toBeCloseTo(0.99, 9);
  expect(of('empty')).toBeCloseTo(-8.01, 9);
  // The 2 highest of 220.
  expect(of('cars')).toBeCloseTo(7.18, 9);
  expect(of(null)).toBeCloseTo(7.18, 9);
});

test('scans that were drawn for their cargo count for that cargo alone', () => {
  const thresholdOf = thresholdsFrom({ drawn: hundred('other'), ofCargo: hundred('empty', -9) }, 'cargoseg', 0.01);
  expect(thresholdOf(scan(0))).toBeCloseTo(0.99, 9);
  expect(thresholdOf(scan(0, { cargoClass: 'empty' }))).toBeCloseTo(-8.01, 9);
});

test('figures are given for all, for each tier and for each threat against all clean scans', () => {
  const records = [
    scan(2, { threat: 'gold' }),
    scan(3, { threat: 'cash', tier: 'D2' }),
    scan(0),
    scan(1, { tier: 'D2' }),
  ];
  const groups = figuresOf(records, clean, model);
  expect(groups.map(({ group, clean: calm, threats }) => [group, calm, threats])).toEqual([
    ['all', 2, 2],
    ['D1', 1, 1],
    ['D2', 1, 1],
    ['cash', 2, 1],
    ['gold', 2, 1],
  ]);
  expect(groups[0]?.overlap.value).toBeCloseTo(1, 6);
});

test('honest probabilities are off by no more than chance, the same ones turned round by far more', () => {
  // Of 40 scans at each of five levels as many hold a threat as their probability says.
  const levels = [-2, -1, 0, 1, 2].flatMap((value) =>
    Array.from({ length: 40 }, (_, i) => ({ value, grave: (i * 17) % 40 < Math.round(40 / (1 + Math.exp(-value))) })),
  );
  const errorOf = (sign: 1 | -1) => {
    const records = levels.map(({ value, grave }) => scan(sign * value, grave ? { threat: 'gold' } : {}));
    const [all] = figuresOf(records, clean, model);
    return { error: all?.calibration?.value ?? 1, chance: all?.honestCalibration ?? { value: 1, low: 1, high: 0 } };
  };
  const [honest, turned] = [errorOf(1), errorOf(-1)];
  expect(honest.chance.value).toBeGreaterThan(0.02);
  expect(honest.error).toBeLessThan(honest.chance.high);
  expect(turned.error).toBeGreaterThan(turned.chance.high);
});

test('a threat that cannot be seen counts as missed, in the bin where it belongs', () => {
  const records = [
    scan(0, { threat: 'cash', snr: 0, contrast: 0 }),
    scan(2, { threat: 'gold', snr: 9000, contrast: 3 }),
  ];
  const points = curvesOf(records, clean, 'cargoseg').filter(({ of }) => of === 'signal to noise');
  expect(points.map(({ from, threats, found }) => [from, threats, found?.value])).toEqual([
    [0, 1, 0],
    [5000, 1, 1],
  ]);
});

test('what is heavy and as large as two hands is a group of its own, but for machinery and scrap', () => {
  const heavy = { threat: 'shielded-source', heavyShare: 0.9 };
  const records = [
    scan(2, heavy),
    scan(2, { ...heavy, onThreat: false }),
    scan(2, { ...heavy, areaCm2: 49 }),
    scan(2, { threat: 'cash' }),
    scan(2, { ...heavy, tier: 'D3' }),
    scan(0),
    scan(0, { tier: 'D3' }),
  ];
  const of = figuresOf(records, clean, model).find(({ group }) => group === HEAVY_GROUP);
  expect(of).toMatchObject({ clean: 1, threats: 2 });
  expect(of?.detection[0]?.found?.value).toBe(0.5);
});
