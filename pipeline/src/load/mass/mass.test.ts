import { readFileSync } from 'node:fs';
import { type BoxPx, DomainError, MaterialTable } from '@h986/domain';
import { phantomScan, profileOf, type ScannerProfile } from '@h986/fixtures';
import { expect, test } from 'vitest';
import { loadContextOf } from '../../testing/load-context.ts';
import { rawScanFrom } from '../../testing/stored-scan.ts';
import type { Draft, LoadContext } from '../analysis.ts';
import { withoutScatter } from '../scatter.ts';
import { massAnalysis } from './analysis.ts';

const file = new URL('../../../../models/material/h986-6-4/table.json', import.meta.url);
const table = MaterialTable.parse(JSON.parse(readFileSync(file, 'utf8')));
const full = profileOf('h986-6-4');
/** Coarse, so that a truck takes a moment; as tall as the lane's detector. */
const profile: ScannerProfile = {
  ...full,
  geometry: { ...full.geometry, channels: 250, linePitchMm: 24, channelPitchMm: 20 },
};

function weighed(family: string, container: '20GP' | '40HC', seed: number) {
  const { scan, truth } = phantomScan({ seed, family, container, profile, threat: 'none' });
  const boxes: BoxPx[] = truth.containers.map(({ x, y, w, h }) => ({ x, y, w, h }));
  const context = loadContextOf(rawScanFrom(scan), { boxes, table });
  const { draft, reason } = read({ ...context, picture: withoutScatter(context.picture, table) });
  expect(reason).toBeUndefined();
  return { read: draft.containers, truth: truth.containers };
}

function read(context: LoadContext) {
  const containers = context.containers.map(({ boxPx }) => ({ boxPx }));
  const draft: Draft = { containers, table: null, observations: [], maps: {} };
  return { reason: massAnalysis.read(context, draft), draft };
}

test.each([
  ['rice', '20GP', 31],
  ['furniture', '40HC', 32],
] as const)('a load of %s is weighed, container and truck taken out, and the interval holds what it weighs', (family, type, seed) => {
  const { read: containers, truth } = weighed(family, type, seed);
  for (const [i, { loadKg }] of truth.entries()) {
    const { cargoKg, opaqueShare } = containers[i]?.mass as NonNullable<(typeof containers)[number]['mass']>;
    expect(Math.abs(cargoKg.value / loadKg - 1)).toBeLessThan(0.08);
    expect(cargoKg.low).toBeLessThan(loadKg);
    expect(cargoKg.high).toBeGreaterThan(loadKg);
    expect(opaqueShare).toBeLessThan(0.1);
    expect(containers[i]?.fill?.volume).toBeGreaterThan(0.3);
  }
});

test('an empty container weighs next to nothing and is not filled', () => {
  const { read: containers, truth } = weighed('empty', '20GP', 33);
  for (const [i, { loadKg }] of truth.entries()) {
    expect(Math.abs((containers[i]?.mass?.cargoKg.value ?? Number.NaN) - loadKg)).toBeLessThan(150);
    expect(containers[i]?.fill?.volume).toBeLessThan(0.25);
  }
});

test('nothing is weighed without a table, a container, or knowing where the scanner’s rays go; a table that may not be used fails', () => {
  const geometry = { channels: 250, linePitchMm: 24, channelPitchMm: 20, highMv: 6, lowMv: 4 };
  const containers = [{ boxPx: { x: 0, y: 0, w: 10, h: 10 }, boxMm: { x: 0, y: 0, w: 10, h: 10 }, confidence: 1 }];
  const context = { geometry, containers, table } as unknown as LoadContext;
  expect(read({ ...context, table: null }).reason).toBe('no-table');
  expect(read({ ...context, containers: [] }).reason).toBe('no-container');
  expect(read({ ...context, geometry: { ...geometry, channels: 100 } }).reason).toBe('scanner-unknown');
  const tableError = new DomainError('material-table', 'not what it says');
  expect(() => read({ ...context, tableError })).toThrow(tableError);
});
