import { DomainError, keys } from '@h986/domain';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeScan } from '../testing/raw-scan.ts';
import { scanIdOf } from '../testing/store-scan.ts';
import { analyseScan, openTestTools, type TestTools } from '../testing/test-tools.ts';
import { around, withCrops } from './crops.ts';

const scanId = scanIdOf(1);
let tools: TestTools;
beforeEach(async () => {
  tools = await openTestTools();
});
afterEach(() => tools.close());

/** 100 x 60 mm of lead across the seam of two strips, and lines that are lost elsewhere. */
const withLead = () => {
  const inBlock = (x: number, y: number): boolean => x >= 250 && x < 262 && y >= 90 && y < 98;
  const transmission = (x: number, y: number) =>
    inBlock(x, y) ? { high: 0.015, low: 0.012 } : { high: 0.3, low: 0.26 };
  return makeScan({ lines: 600, transmission, lost: [{ from: 500, to: 511 }] });
};

test('a place that alarms is cut out over the seam of strips, dark where the lead is; lost lines are no place', async () => {
  const { findings } = await analyseScan(tools, withLead(), scanId);
  const dense = findings.find(({ kind }) => kind === 'outlier-dense');
  expect(findings.filter(({ cropKey }) => cropKey)).toEqual([dense]);
  const { data, info } = await sharp(await tools.objects.get(dense?.cropKey ?? '-'))
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): number => data[y * info.width + x] as number;
  expect(at(info.width >> 1, info.height >> 1)).toBeLessThan(at(2, 2) - 100);
});

test('what lies around a place ends where the scan does', () => {
  const scan = { lines: 600, geometry: { channels: 160, linePitchMm: 8, channelPitchMm: 8, highMv: 6, lowMv: 4 } };
  expect(around({ x: 2, y: 150, w: 100, h: 8 }, scan)).toEqual({ x: 0, y: 131, w: 152, h: 29 });
});

test('a place of which no strip is there is not cut out, and the result comes all the same', async () => {
  const result = await analyseScan(tools, withLead(), scanId);
  const gone = { ...result, scanId: scanIdOf(2) };
  const { findings } = await withCrops(
    { ...gone, findings: gone.findings.map(({ cropKey: _, ...one }) => one) },
    tools,
  );
  expect(findings.some(({ cropKey }) => cropKey)).toBe(false);
  expect(await tools.objects.head(keys.crop(gone.scanId, gone.revision, 'f1'))).toBeNull();
});

test('a strip that cannot be read and a box beside the scan cost a crop and not the result; a store that is away costs an attempt', async () => {
  const result = await analyseScan(tools, withLead(), scanId);
  const bare = { ...result, findings: result.findings.map(({ cropKey: _, ...one }) => one) };
  const reading = (get: () => Promise<Uint8Array>) => withCrops(bare, { objects: { ...tools.objects, get } });
  const { findings } = await reading(async () => Uint8Array.of(1, 2, 3));
  expect(findings.some(({ cropKey }) => cropKey)).toBe(false);
  const beside = bare.findings.map((one) => ({ ...one, boxPx: { x: 900, y: 0, w: 8, h: 8 } }));
  expect((await withCrops({ ...bare, findings: beside }, tools)).findings.some(({ cropKey }) => cropKey)).toBe(false);
  const full = { ...tools.objects, putOnce: () => Promise.reject(new Error('no room')) };
  expect((await withCrops(bare, { objects: full })).findings).toEqual(bare.findings);
  const away = new DomainError('object-store-unreachable', '', { retryable: true });
  await expect(reading(() => Promise.reject(away))).rejects.toBe(away);
});

test('of more places than are cut out the gravest are', async () => {
  const result = await analyseScan(tools, withLead(), scanId);
  const [one] = result.findings as [(typeof result.findings)[number]];
  const { cropKey: _, ...bare } = one;
  const findings = Array.from({ length: 12 }, (_, i) => ({ ...bare, id: `g${i}`, score: i / 12 }));
  const cropped = (await withCrops({ ...result, findings }, tools)).findings.filter(({ cropKey }) => cropKey);
  expect(cropped.map(({ id }) => id)).toEqual([4, 5, 6, 7, 8, 9, 10, 11].map((i) => `g${i}`));
});
