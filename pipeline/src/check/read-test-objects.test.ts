import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GENERIC_TEST_OBJECT } from '@h986/domain';
import { syntheticFlat } from '@h986/fixtures';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scanIdOf } from '../testing/store-scan.ts';
import { rawScanFrom } from '../testing/stored-scan.ts';
import { analyseScan, openTestTools } from '../testing/test-tools.ts';
import { ONLY_GENERIC, objectOf, readTestObjects, type TestObjects } from './read-test-objects.ts';

const OWN = { ...GENERIC_TEST_OBJECT, name: 'gate-3', limits: { 'wire-air': { good: 0.5, usable: 1 } } };
let folder: string;
let found: TestObjects;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'h986-objects-'));
  await writeFile(join(folder, 'lane-3.json'), JSON.stringify(OWN));
  await writeFile(join(folder, 'lane-4.json'), JSON.stringify({ ...OWN, limits: { wires: { good: 1, usable: 2 } } }));
  found = await readTestObjects(folder);
});
afterAll(() => rm(folder, { recursive: true }));

test('a lane has its own object where a site has described one, else the one that comes with the system', () => {
  expect(objectOf(found, 'lane-3').object).toEqual(OWN);
  expect(objectOf(found, 'lane-1').object.name).toBe('generic');
  expect(found.digest).not.toBe(ONLY_GENERIC.digest);
});

test('a description with a fault is refused, and no other object takes its place', async () => {
  expect(() => objectOf(found, 'lane-4')).toThrow('no readable test object');
  const lanes = new Map([['lane-1', found.lanes.get('lane-4') as NonNullable<ReturnType<typeof found.lanes.get>>]]);
  const tools = await openTestTools({ testObjects: { ...found, lanes } });
  const scan = rawScanFrom(syntheticFlat({ lines: 64, channels: 32 }));
  const { check } = await analyseScan(tools, scan, scanIdOf(1), { purpose: 'test-object' });
  expect(check).toMatchObject({ refusal: 'test-object-unreadable', object: null });
  await tools.close();
});

test('without a folder there is but the one', async () => {
  expect(await readTestObjects(null)).toEqual(ONLY_GENERIC);
  expect(await readTestObjects(join(folder, 'nowhere'))).toEqual(ONLY_GENERIC);
});
