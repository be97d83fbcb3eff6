import { type QualityFigure, ScannerQuality, type ScanResult } from '@h986/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordResult } from '../recording/record-result.ts';
import { signedIn } from '../testing/client.ts';
import { newScanId, orderOf, putResult, resultOf, SECOND } from '../testing/hand-made.ts';
import { addPeople } from '../testing/people.ts';
import { serve } from '../testing/serve.ts';
import { DATABASES, openWorkplaceOn, type Workplace } from '../testing/workplace.ts';
import { scannerQuality } from './scanner-quality.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-10-01T09:00:00.000Z');

describe.each(DATABASES)('a scanner’s quality on %s', (which) => {
  let place: Workplace;

  beforeAll(async () => {
    place = await openWorkplaceOn(which);
    await addPeople(place.tools);
  });
  afterAll(() => place.close());

  const noise = (value: number): QualityFigure => ({ name: 'air-noise', value, unit: 'percent', grade: 'good' });
  async function record(
    lane: string,
    day: number,
    value: number,
    more: Partial<ScanResult> = {},
    scanId = newScanId(),
  ) {
    const at = new Date(START + day * DAY_MS).toISOString();
    const load = {
      table: null,
      containers: [],
      quality: { grade: 'good' as const, figures: [noise(value)] },
      observations: [],
      maps: { material: null, hiding: null },
    };
    const plain = resultOf(orderOf(scanId, { lane }));
    const result = { ...plain, load, times: { ...plain.times, firstLineAt: at }, ...more };
    await putResult(place.objects, result);
    await recordResult({ v: 1, scanId, revision: result.revision }, place.tools);
    return scanId;
  }

  test('is told day by day by the median of its scans, and a day unlike those before is an alarm', async () => {
    for (let day = 0; day < 10; day++) await record('lane-1', day, 1 + 0.02 * (day % 3));
    for (const value of [1.5, 1.6, 9]) await record('lane-1', 10, value);
    const { trends, alarms } = await scannerQuality(place.tools.db, 'lane-1' as ScannerQuality['lane']);
    expect(alarms).toEqual(['air-noise']);
    const [trend] = trends;
    expect(trend?.days).toHaveLength(11);
    expect(trend?.days.at(-1)).toMatchObject({ day: '2026-10-11', value: 1.6, scans: 3 });
    expect(trend?.limits?.middle).toBeCloseTo(1.02, 5);
  });

  test('counts a scan once, by its newest revision', async () => {
    const scanId = await record('lane-2', 0, 5);
    await record('lane-2', 0, 2, { revision: SECOND }, scanId);
    const [trend] = (await scannerQuality(place.tools.db, 'lane-2' as ScannerQuality['lane'])).trends;
    expect(trend?.days).toMatchObject([{ value: 2, scans: 1 }]);
  });

  test('is for operators and reviewers', async () => {
    const served = await serve(place, '/nowhere');
    const operator = await signedIn(served.url, 'operator');
    const answer = await operator.get('/api/scanners/lane-1/quality');
    expect(ScannerQuality.parse(await answer.json()).alarms).toEqual(['air-noise']);
    const administrator = await signedIn(served.url, 'admin');
    expect((await administrator.get('/api/scanners/lane-1/quality')).status).toBe(403);
    await served.close();
  });
});
