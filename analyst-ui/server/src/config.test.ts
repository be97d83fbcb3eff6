import { DomainError, readConfig } from '@h986/domain';
import { expect, test } from 'vitest';
import { ServerEnv } from './config.ts';

test('lanes are read from a list and from JSON', () => {
  expect(readConfig(ServerEnv, { LANES: 'lane-1, lane-2' }).LANES).toEqual(['lane-1', 'lane-2']);
  expect(readConfig(ServerEnv, { LANES: '["north","south"]' }).LANES).toEqual(['north', 'south']);
  expect(readConfig(ServerEnv, {}).LANES).toEqual([]);
});

test('every bad variable is named at once', () => {
  const env = { LANES: 'Lane 1', PORT: 'web', DATABASE_URL: 'mysql://x', ADMIN_PASSWORD: 'short' };
  const faults = faultsOf(() => readConfig(ServerEnv, env));
  expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([
    'ADMIN_PASSWORD',
    'DATABASE_URL',
    'LANES',
    'PORT',
  ]);
});

function faultsOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof DomainError) return error.details.faults as string[];
  }
  return [];
}
