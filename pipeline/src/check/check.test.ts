import type { CheckReading } from '@h986/domain';
import { profileOf, syntheticFlat, type TestObjectOptions, testObjectScan } from '@h986/fixtures';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMaterialTables } from '../material/read-tables.ts';
import { MODELS_DIR } from '../testing/models-folder.ts';
import { scanIdOf } from '../testing/store-scan.ts';
import { rawScanFrom } from '../testing/stored-scan.ts';
import { analyseScan, openTestTools, type TestTools } from '../testing/test-tools.ts';

let tools: TestTools;
let scans = 0;
beforeAll(async () => {
  tools = await openTestTools({ tables: await readMaterialTables(MODELS_DIR, null) });
});
afterAll(() => tools.close());

const analysed = (options: Partial<TestObjectOptions>) =>
  analyseScan(tools, rawScanFrom(testObjectScan({ seed: 7, ...options })), scanIdOf(++scans), {
    purpose: 'test-object',
  });
const checked = async (options: Partial<TestObjectOptions>): Promise<CheckReading> =>
  (await analysed(options)).check as CheckReading;
const poor = ({ figures }: CheckReading): string[] =>
  figures.filter(({ grade }) => grade !== 'good').map(({ name }) => name);
const value = ({ figures }: CheckReading, name: string): number | null | undefined =>
  figures.find((figure) => figure.name === name)?.value;

/** Of twice the pitch: a quarter of the pixels, for what does not need them. */
const { geometry, ...rest } = profileOf();
const coarse = { ...rest, geometry: { ...geometry, channels: 500, linePitchMm: 12, channelPitchMm: 10 } };

describe('a scan of the test object', () => {
  test('says of a sound scanner that it is good, and nothing of any cargo', async () => {
    const result = await analysed({});
    expect(result.check).toMatchObject({ refusal: null, object: { name: 'generic' } });
    const check = result.check as CheckReading;
    expect(poor(check)).toEqual([]);
    // What the bench measures of this scanner on large plates: 328 mm, 0.77 mm, 1.9 mm, 0.33 %, 6.3 mm.
    expect(value(check, 'penetration')).toBeGreaterThan(260);
    // More would be stray radiation taken for lead: nothing comes through behind the thickest block.
    expect(value(check, 'penetration')).toBeLessThan(310);
    expect(value(check, 'wire-air')).toBeCloseTo(0.8, 0);
    expect(value(check, 'wire-steel')).toBeCloseTo(1.9, 0);
    expect(value(check, 'contrast')).toBeLessThan(0.6);
    expect(value(check, 'resolution-line')).toBeCloseTo(6, 0);
    expect(value(check, 'materials')).toBeGreaterThanOrEqual(87.5);
    expect(value(check, 'scale-off')).toBeLessThan(0.2);
    expect(result).toMatchObject({ findings: [], heatMapKey: null, verdict: { kind: 'inconclusive' } });
    expect(result.verdict.reasons.map(({ code }) => code)).toEqual(['test-object']);
    expect(result.load).toBeUndefined();
  });

  test('is found whichever end comes first', async () => {
    expect(await checked({ profile: coarse, mirrored: true })).toMatchObject({ refusal: null });
  });

  test('names noise where the source is weak', async () => {
    const check = await checked({ degraded: ['noise'] });
    expect(check.refusal).toBeNull();
    expect(poor(check)).toEqual(expect.arrayContaining(['penetration', 'wire-air', 'air-noise']));
    expect(poor(check)).not.toContain('resolution-line');
  });

  test('names the resolution where the picture is blurred', async () => {
    const check = await checked({ degraded: ['blur'] });
    expect(poor(check)).toEqual(expect.arrayContaining(['resolution-line', 'resolution-channel']));
    expect(poor(check)).not.toContain('air-noise');
  });

  test('names dead channels', async () => {
    expect(poor(await checked({ profile: coarse, degraded: ['dead-channels'] }))).toContain('dead-channels');
  });

  test('is refused by name where the object sticks out of the picture', async () => {
    expect(await checked({ profile: coarse, topMm: 2_860 })).toMatchObject({
      refusal: 'test-object-cut-off',
      boxPx: null,
    });
  });

  test('is refused by name where something else went through', async () => {
    const truck = rawScanFrom(syntheticFlat({ lines: 600, channels: 160 }));
    const { check } = await analyseScan(tools, truck, scanIdOf(++scans), { purpose: 'test-object' });
    expect(check).toMatchObject({ refusal: 'test-object-not-found' });
  });

  test('is refused by name where it was cut short', async () => {
    const object = rawScanFrom(testObjectScan({ seed: 7, profile: coarse }));
    const { check } = await analyseScan(tools, object, scanIdOf(++scans), {
      purpose: 'test-object',
      extent: 'partial',
    });
    expect(check).toMatchObject({ refusal: 'picture-incomplete', figures: [] });
  });
});
