import type { BoxPx, Observation, QualityGrade } from '@h986/domain';
import { phantomScan, profiles, scaledProfile } from '@h986/fixtures';
import { describe, expect, test } from 'vitest';
import { type ContextOptions, loadContextOf } from '../../testing/load-context.ts';
import { makeScan, type RawScan, type ScanOptions } from '../../testing/raw-scan.ts';
import { rawScanFrom } from '../../testing/stored-scan.ts';
import type { Draft } from '../analysis.ts';
import { quality } from './quality.ts';

const GEOMETRY = { channels: 240, linePitchMm: 16, channelPitchMm: 16, highMv: 6, lowMv: 4 };
const LINES = 450;
/** A 20 ft container of half goods; its side 2.9 m high in the fan beam. */
const BOX: BoxPx = { x: 35, y: 40, w: 379, h: 181 };

const sceneOf =
  (box: BoxPx) =>
  (x: number, y: number): { high: number; low: number } => {
    const inside = x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h;
    if (!inside) return { high: 1, low: 1 };
    const goods = y > box.y + box.h / 2 && x > box.x + 20 && x < box.x + box.w - 20;
    const end = x < box.x + 15 || x >= box.x + box.w - 15;
    return end ? { high: 0.1, low: 0.08 } : goods ? { high: 0.25, low: 0.2 } : { high: 0.72, low: 0.7 };
  };

const good = (change: Partial<ScanOptions> = {}): RawScan =>
  makeScan({ lines: LINES, geometry: GEOMETRY, transmission: sceneOf(BOX), ...change });

function graded(scan: RawScan, options: ContextOptions = { boxes: [BOX] }) {
  const draft: Draft = { containers: [], table: null, observations: [], maps: {} };
  expect(quality.read(loadContextOf(scan, options), draft)).toBeUndefined();
  const { grade, figures } = draft.quality as NonNullable<Draft['quality']>;
  const poor = Object.fromEntries(figures.filter((f) => f.grade !== 'good').map((f) => [f.name, f.grade]));
  return { grade, poor, figures: Object.fromEntries(figures.map((f) => [f.name, f.value])), said: draft.observations };
}

describe('a sound scan', () => {
  test('is good, with every figure measured as it was made', () => {
    const { grade, poor, figures, said } = graded(good());
    expect({ grade, poor, said }).toEqual({ grade: 'good', poor: {}, said: [] });
    // 7,000 photons: 1 / sqrt(7,000).
    expect(figures['air-noise']).toBeCloseTo(1.2, 1);
    expect(figures['air-level']).toBeCloseTo(1, 1);
    expect(figures['dose-level']).toBeCloseTo(1, 3);
    expect(figures.speed).toBeCloseTo(6058 / (379 * 16), 2);
    // A step between two lines is one line wide.
    expect(figures.sharpness).toBeGreaterThan(12);
    expect(figures.sharpness).toBeLessThan(20);
  });

  test.each(
    Object.values(profiles).map((profile) => [profile.name, profile] as const),
  )('of a phantom by %s, its pixels twice as large, is good', (_, full) => {
    const scaled = scaledProfile(full, 2);
    // Of half as many channels half as many are dead.
    const detector = { ...scaled.detector, dead: Math.floor(scaled.detector.dead / 2) };
    const profile = { ...scaled, detector };
    const { scan, truth } = phantomScan({ seed: 41, family: 'empty', container: '20GP', threat: 'none', profile });
    const { grade, poor } = graded(rawScanFrom(scan), { boxes: truth.containers });
    expect({ grade, poor }).toEqual({ grade: 'good', poor: {} });
  });
});

describe('a fault degrades it', () => {
  const dead = (scan: RawScan, from: number, to: number): RawScan => {
    const perLine = 2 * GEOMETRY.channels;
    const cut = (samples: Uint16Array) =>
      samples.map((value, i) => {
        const channel = i % GEOMETRY.channels;
        return channel >= from && channel < to ? 400 + (i % perLine > GEOMETRY.channels ? 1 : 0) : value;
      });
    return {
      ...scan,
      samples: cut(scan.samples),
      calibration: { ...scan.calibration, samples: cut(scan.calibration.samples) },
    };
  };
  const saturated = (scan: RawScan): RawScan => ({
    ...scan,
    samples: scan.samples.map((value, i) => (i % 61 === 0 ? 65_535 : value)),
  });
  const stuck = (scan: RawScan): RawScan => ({
    ...scan,
    samples: scan.samples.map((value, i) => (i % GEOMETRY.channels === 100 ? 9_000 : value)),
  });
  const faster = (by: number): BoxPx => ({ ...BOX, w: Math.round(BOX.w / by) });
  const soft =
    (width: number) =>
    (x: number, y: number): { high: number; low: number } => {
      const before = sceneOf(BOX)(x - width, y);
      const all = Array.from({ length: width }, (_, i) => sceneOf(BOX)(x - i, y).high);
      const high = all.reduce((sum, value) => sum + value, 0) / width;
      return { high, low: before.low };
    };

  const faults: [string, () => RawScan, ContextOptions, QualityGrade, Record<string, QualityGrade>][] = [
    [
      'a lost line',
      () => good({ lost: [{ from: 300, to: 300 }] }),
      {},
      'usable',
      { 'lost-lines': 'usable', 'lost-gap': 'usable' },
    ],
    [
      'twenty lines lost together',
      () => good({ lost: [{ from: 300, to: 319 }] }),
      {},
      'rescan',
      { 'lost-lines': 'rescan', 'lost-gap': 'rescan' },
    ],
    ['a scan that was cut short', good, { extent: 'partial' }, 'rescan', { partial: 'rescan' }],
    [
      'a board of 32 dead channels',
      () => dead(good(), 100, 132),
      {},
      'rescan',
      { 'dead-channels': 'rescan', 'dead-gap': 'rescan' },
    ],
    [
      'four dead channels together',
      () => dead(good(), 100, 104),
      {},
      'usable',
      { 'dead-channels': 'usable', 'dead-gap': 'usable' },
    ],
    [
      'a channel that stands still since the calibration',
      () => stuck(good()),
      {},
      'usable',
      { 'stuck-channels': 'usable' },
    ],
    ['few photons', () => good({ photons: { high: 800, low: 400 } }), {}, 'usable', { 'air-noise': 'usable' }],
    ['hardly any photons', () => good({ photons: { high: 330, low: 160 } }), {}, 'rescan', { 'air-noise': 'rescan' }],
    ['less than half of the dose', () => good({ dose: () => 0.42 }), {}, 'rescan', { 'dose-level': 'rescan' }],
    ['a dose that sinks', () => good({ dose: (x) => 1 - (0.2 * x) / LINES }), {}, 'usable', { 'dose-drift': 'usable' }],
    [
      'a truck a tenth too fast',
      () => good({ transmission: sceneOf(faster(1.1)) }),
      { boxes: [faster(1.1)] },
      'usable',
      { speed: 'usable' },
    ],
    [
      'a truck a quarter too fast',
      () => good({ transmission: sceneOf(faster(1.25)) }),
      { boxes: [faster(1.25)] },
      'usable',
      { speed: 'usable' },
    ],
    ['blurred edges', () => good({ transmission: soft(2) }), {}, 'usable', { sharpness: 'usable' }],
    ['samples at the end of the scale', () => saturated(good()), {}, 'usable', { saturation: 'usable' }],
  ];
  test.each(faults)('%s', (_, scan, options, grade, poor) => {
    const said = graded(scan(), { boxes: [BOX], ...options });
    expect(said).toMatchObject({ grade, poor });
    const [observation] = said.said as [Observation];
    expect(observation).toMatchObject({ code: `quality-${grade}`, algorithm: 'quality', container: null });
    expect(Object.keys(observation.values).sort()).toEqual(Object.keys(said.poor).sort());
  });
});

describe('a container that the picture cuts off', () => {
  test('is said to be, and by which edge', () => {
    const box = { ...BOX, x: 0, w: 300 };
    const { said, grade } = graded(good({ transmission: sceneOf(box) }), { boxes: [box] });
    expect(grade).toBe('usable');
    expect(said.find(({ code }) => code === 'cargo-cut-off')).toMatchObject({
      container: 0,
      values: { left: 1, right: 0, top: 0, bottom: 0 },
      names: { side: 'left' },
    });
  });

  test('is not, where it ends close to the edge but air is beyond it', () => {
    const box = { ...BOX, x: 5 };
    const { said } = graded(good({ transmission: sceneOf(box) }), { boxes: [box] });
    expect(said).toEqual([]);
  });
});

test('a container that is seen at an odd shape has an aspect that no ISO box has', () => {
  const box = { ...BOX, h: 115 };
  const { figures, poor } = graded(good({ transmission: sceneOf(box) }), { boxes: [box] });
  // 6,064 over 1,840 mm; the longest for its height is 6,058 over 2,591.
  expect(figures.aspect).toBeCloseTo(3.296 / 2.338, 2);
  expect(poor).toEqual({ aspect: 'usable' });
});
