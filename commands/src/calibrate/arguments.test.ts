import { expect, test } from 'vitest';
import { readCalibrateArguments } from './arguments.ts';

test('a thousand clean phantoms come with five hundred that have something in them', () => {
  expect(readCalibrateArguments(['--scans', '1000'])).toMatchObject({
    from: 'phantoms',
    model: 'cargoseg',
    scans: 1000,
    threats: 500,
    seed: 800_000_000,
    rate: 0.01,
  });
});

test('too few clean scans are refused before any is made, and how many would do is said', () => {
  expect(() => readCalibrateArguments(['--scans', '298'])).toThrow(
    expect.objectContaining({ code: 'calibration-too-few', details: { clean: 298, needed: 299 } }),
  );
  expect(readCalibrateArguments(['--scans', '59', '--rate', '0.05']).rate).toBe(0.05);
});

test('a site brings its own scans', () => {
  expect(readCalibrateArguments(['--site', 'clean'])).toMatchObject({ from: 'folder', site: 'clean' });
  expect(readCalibrateArguments(['--store'])).toMatchObject({ from: 'store' });
});

test.each([
  ['usage', []],
  ['usage', ['--scans', '0']],
  ['usage', ['--scans', '400', '--rate', '2']],
  ['usage', ['--site', 'a', '--store']],
  ['calibration-seed', ['--scans', '400', '--seed', '900000000']],
])('%s: %j', (code, args) => {
  expect(() => readCalibrateArguments(args)).toThrow(expect.objectContaining({ code }));
});
