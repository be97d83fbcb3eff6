import { LINE_FLAG, NO_DATA, TRANSMISSION_ONE } from '@h986/domain';
import { describe, expect, test } from 'vitest';
import { asTransmission, makeScan, type RawScan, type ScanOptions } from '../testing/raw-scan.ts';
import { scanIdOf } from '../testing/store-scan.ts';
import { calibrate, type Transmission } from './calibrate.ts';
import { detectorOf } from './detector.ts';

const CHANNELS = 160;

describe('a scan of air', () => {
  const { high, low } = calibrated(makeScan({ lines: 40 }));

  test('is transmission one, as far as its noise allows', () => {
    for (const { samples } of [high, low]) expect(mean(samples) / TRANSMISSION_ONE).toBeCloseTo(1, 2);
    expect(Math.min(...high.samples)).toBeGreaterThan(0.93 * TRANSMISSION_ONE);
  });
});

describe('a wedge', () => {
  const steps = [1, 0.5, 0.1, 0.02];
  const transmission = (x: number): { high: number; low: number } => {
    const t = steps[Math.floor(x / 10)] as number;
    return { high: t, low: t * 0.9 };
  };
  const wedge = calibrated(makeScan({ lines: 40, transmission, photons: { high: 1e7, low: 1e7 } }));

  test.each(steps)('of %f reads so at both energies', (t) => {
    const line = steps.indexOf(t) * 10 + 4;
    const below = (energy: Uint16Array): number => mean(energy.subarray(line * CHANNELS + 20, (line + 1) * CHANNELS));
    expect(below(wedge.high.samples)).toBeCloseTo(asTransmission(t), -2);
    expect(below(wedge.low.samples)).toBeCloseTo(asTransmission(t * 0.9), -2);
  });
});

describe('dose', () => {
  const dose = (x: number): number => 1 + 0.1 * Math.sin(x);
  const half = { transmission: () => ({ high: 0.5, low: 0.5 }), photons: { high: 1e7, low: 1e7 } };
  const spread = (t: Transmission): number => {
    const lines = Array.from({ length: t.high.lines }, (_, x) =>
      mean(t.high.samples.subarray(x * CHANNELS + 20, (x + 1) * CHANNELS)),
    );
    return (Math.max(...lines) - Math.min(...lines)) / mean(lines);
  };

  test('that jitters by a tenth is taken out by the air above the cargo', () => {
    expect(spread(calibrated(makeScan({ lines: 40, dose, ...half })))).toBeLessThan(0.002);
  });

  test('is told by the monitor where cargo covers the air', () => {
    expect(spread(calibrated(covered(makeScan({ lines: 40, dose, ...half }))))).toBeLessThan(0.002);
  });

  test('is told by the monitor under the flat roof of a high container too, which lets through 0.78', () => {
    const under = calibrated(covered(makeScan({ lines: 40, dose, ...half }), 0.78));
    const below = under.high.samples.subarray(20, CHANNELS);
    expect(mean(below) / asTransmission(0.5)).toBeCloseTo(1, 2);
  });

  test('is left alone where neither can tell', () => {
    const scan = covered(makeScan({ lines: 40, dose, ...half }));
    for (const record of scan.records) record.flags |= LINE_FLAG.doseUnknown;
    expect(spread(calibrated(scan))).toBeGreaterThan(0.15);
  });

  test('is left alone in pictures that are normalised already', () => {
    const scan = { ...makeScan({ lines: 40, dose, ...half }), normalised: true };
    expect(spread(calibrated(scan))).toBeGreaterThan(0.15);
  });
});

describe('bad channels', () => {
  const ramp: ScanOptions = {
    lines: 4,
    transmission: (_, y) => ({ high: 0.2 + 0.001 * y, low: 0.2 + 0.001 * y }),
    photons: { high: 1e8, low: 1e8 },
  };

  test('alone or in pairs are bridged from their neighbours', () => {
    const { high } = calibrated(dead(makeScan(ramp), [60, 80, 81]));
    for (const y of [60, 80, 81])
      expect(Math.abs((high.samples[y] as number) - asTransmission(0.2 + 0.001 * y))).toBeLessThan(150);
  });

  test('three abreast stay without data', () => {
    const { high } = calibrated(dead(makeScan(ramp), [60, 61, 62]));
    expect([...high.samples.subarray(59, 64)].map((v) => v === NO_DATA)).toEqual([false, true, true, true, false]);
  });

  test('on an edge take a side, never a blend of both', () => {
    const edge = { ...ramp, transmission: (_: number, y: number) => ({ high: y < 60 ? 0.9 : 0.1, low: 0.5 }) };
    const { high } = calibrated(dead(makeScan(edge), [59, 60]));
    expect(Math.abs((high.samples[59] as number) - asTransmission(0.9))).toBeLessThan(300);
    expect(Math.abs((high.samples[60] as number) - asTransmission(0.1))).toBeLessThan(300);
  });

  test('that flicker in the calibration lines are found too', () => {
    const scan = makeScan({ ...ramp, photons: { high: 7000, low: 3000 } });
    const { samples, darkLines } = scan.calibration;
    for (let line = darkLines; line * 2 * CHANNELS < samples.length; line++)
      samples[line * 2 * CHANNELS + 70] = line % 2 === 0 ? 60_000 : 30_000;
    expect(detectorOf(calibrationOf(scan), samples).figures.high.gaps).toEqual([{ from: 70, to: 70 }]);
  });
});

test('a lost line has no data, and its neighbours are as ever', () => {
  const { high } = calibrated(makeScan({ lines: 3, lost: [{ from: 1, to: 1 }] }));
  const line = (x: number): Uint16Array => high.samples.subarray(x * CHANNELS, (x + 1) * CHANNELS);
  expect(line(1).every((v) => v === NO_DATA)).toBe(true);
  expect(line(0).includes(NO_DATA) || line(2).includes(NO_DATA)).toBe(false);
});

test('a single sample at either end of the scale is repaired, a run of zeros behind dense cargo is not', () => {
  const scan = makeScan({ lines: 1, transmission: () => ({ high: 0.5, low: 0.5 }), photons: { high: 1e8, low: 1e8 } });
  scan.samples[50] = 0;
  scan.samples[70] = 65_535;
  scan.samples.fill(0, 90, 95);
  const { high } = calibrated(scan);
  for (const y of [50, 70]) expect((high.samples[y] as number) / TRANSMISSION_ONE).toBeCloseTo(0.5, 2);
  expect([...high.samples.subarray(90, 95)]).toEqual([0, 0, 0, 0, 0]);
});

test('raw samples are left as they were', () => {
  const scan = makeScan({ lines: 5, lost: [{ from: 2, to: 2 }] });
  const before = scan.samples.slice();
  calibrated(scan);
  expect(scan.samples).toEqual(before);
});

function calibrationOf(scan: RawScan): Parameters<typeof detectorOf>[0] {
  const { darkLines, airLines, airDose } = scan.calibration;
  const { geometry, normalised } = scan;
  return { v: 1, scanId: scanIdOf(1), geometry, lineRateHz: 100, normalised, darkLines, airLines, airDose, sha256: '' };
}

function calibrated(scan: RawScan): Transmission {
  const { lines, records, samples } = scan;
  const header = {
    v: 1,
    scanId: scanIdOf(1),
    strip: 0,
    firstLine: 0,
    lines,
    channels: CHANNELS,
    sha256: '',
    records,
  } as const;
  const detector = detectorOf(calibrationOf(scan), scan.calibration.samples);
  return calibrate({ header: { ...header, records }, samples }, detector, null);
}

/** Cargo in front of the channels that look over it. */
function covered(scan: RawScan, through = 0.4): RawScan {
  const perLine = 2 * CHANNELS;
  scan.samples.forEach((value, i) => {
    if (i % CHANNELS < CHANNELS / 10) scan.samples[i] = 400 + Math.round((value - 400) * through);
  });
  return { ...scan, lines: scan.samples.length / perLine };
}

/** Channels of high that see nothing, in calibration and scan. */
function dead(scan: RawScan, channels: readonly number[]): RawScan {
  for (const samples of [scan.samples, scan.calibration.samples]) {
    for (let line = 0; line * 2 * CHANNELS < samples.length; line++) {
      for (const channel of channels) samples[line * 2 * CHANNELS + channel] = 401;
    }
  }
  return scan;
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}
