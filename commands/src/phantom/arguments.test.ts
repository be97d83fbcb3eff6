import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

test('phantoms are asked for by seed, and what is not said is drawn', () => {
  expect(readArguments(['--seed', '900000001', '--count', '3', '--threat', 'none', '--json'])).toEqual({
    do: 'phantoms',
    options: { seed: 900_000_001, threat: 'none' },
    count: 3,
    out: 'phantoms',
    json: true,
  });
});

test('a sheet, a list and a table need no seed', () => {
  expect(readArguments(['--sheet', '--out', 'x.png'])).toEqual({ do: 'sheet', options: { seed: 1 }, out: 'x.png' });
  expect(readArguments(['--list'])).toEqual({ do: 'list' });
  expect(readArguments(['--transmission', 'a.csv', '--calibrated'])).toEqual({
    do: 'transmission',
    file: 'a.csv',
    calibrated: true,
  });
});

test.each([
  ['usage', []],
  ['usage', ['--seed', '-1']],
  ['usage', ['--seed', '1.5']],
  ['usage', ['--seed', '']],
  ['usage', ['--seed', '1', '--count', '0']],
  ['usage', ['--seed', '1', '--colour', 'red']],
  ['usage', ['--seed', '1', 'more']],
  ['usage', ['--seed', '1', '--calibrated']],
  ['family-unknown', ['--seed', '1', '--family', 'unicorns']],
  ['threat-unknown', ['--seed', '1', '--threat', 'dragons']],
  ['profile-unknown', ['--seed', '1', '--profile', 'h987']],
  ['container-unknown', ['--seed', '1', '--container', '10GP']],
])('%s: %j', (code, args) => {
  expect(() => readArguments(args)).toThrow(expect.objectContaining({ code }));
});
