import { type CheckReading, gradedFigure, keys, LaneId, Order, type ScanId, ScannerChecks } from '@h986/domain';
import { getJson } from '@h986/stores';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createScan } from '../orders/orders.ts';
import { recordResult } from '../recording/record-result.ts';
import { createSweeper } from '../recording/sweep.ts';
import { verifyChain } from '../records/audit-log.ts';
import { decide, searchDecisions } from '../records/decisions.ts';
import { takeLease } from '../records/leases.ts';
import { getDetail } from '../records/scan-detail.ts';
import { listScans } from '../records/worklist.ts';
import { signedIn } from '../testing/client.ts';
import { FIRST, newScanId, orderOf, putResult, putSeal, putStrip, resultOf } from '../testing/hand-made.ts';
import { addPeople } from '../testing/people.ts';
import { serve } from '../testing/serve.ts';
import { DATABASES, openWorkplaceOn, type Workplace } from '../testing/workplace.ts';
import { scannerChecks } from './scanner-checks.ts';

const HOUR_MS = 3_600_000;
const OBJECT = { name: 'generic', version: '1.0.0', sha256: 'ab'.repeat(32) };
const SEARCH = { limit: 100 } as const;

describe.each(DATABASES)('a scanner’s checks on %s', (which) => {
  let place: Workplace;

  beforeAll(async () => {
    place = await openWorkplaceOn(which);
    await addPeople(place.tools);
  });
  afterAll(() => place.close());

  const measured = (penetrationMm: number): CheckReading => ({
    object: OBJECT,
    refusal: null,
    boxPx: { x: 0, y: 0, w: 8, h: 8 },
    figures: [gradedFigure('penetration', penetrationMm)],
  });
  /** As bridge and pipeline would leave it, now. */
  async function scanned(
    lane: string,
    more: { check?: CheckReading; purpose?: Order['purpose'] } = {},
  ): Promise<ScanId> {
    const at = place.clock.at.toISOString();
    const scanId = newScanId(place.clock.at.getTime());
    const { check, purpose } = more;
    const containers = purpose ? [] : (['CSQU3054383'] as never);
    const plain = resultOf(orderOf(scanId, { lane, triggeredAt: at, containers, ...(purpose && { purpose }) }));
    await putResult(place.objects, { ...plain, ...(check && { check }), times: { ...plain.times, firstLineAt: at } });
    await recordResult({ v: 1, scanId, revision: FIRST }, place.tools);
    return scanId;
  }
  const checked = (lane: string, check: CheckReading) => scanned(lane, { check, purpose: 'test-object' });
  const lane = (name: string) => LaneId.parse(name);
  const stateOf = async (scanId: ScanId) => (await getDetail(place.tools.db, scanId)).scannerCheck?.state;

  test('an order of a check says so to the lane; that of cargo is written as ever', async () => {
    const order = { lane: 'lane-1', containers: [], plate: null, declaration: null, trigger: true };
    const check = await createScan(place.tools, { ...order, purpose: 'test-object' }, 'operator');
    expect(check.purpose).toBe('test-object');
    expect((await getJson(place.objects, keys.order(check.scanId), Order)).purpose).toBe('test-object');
    const cargo = await createScan(place.tools, order, 'operator');
    const bytes = await place.objects.get(keys.order(cargo.scanId));
    expect(Object.keys(JSON.parse(new TextDecoder().decode(bytes)))).not.toContain('purpose');
  });

  test('a check is at its end when it is measured, and comes before no analyst', async () => {
    const scanId = await checked('lane-2', measured(300));
    expect(await getDetail(place.tools.db, scanId)).toMatchObject({
      state: 'closed',
      purpose: 'test-object',
      verdict: null,
      comparison: null,
    });
    // What is kept with cargo is not kept with a check.
    expect(await stateOf(scanId)).toBeUndefined();
    const waiting = await listScans(place.tools.db, { view: 'review', limit: 100 });
    expect(waiting.map((scan) => scan.scanId)).not.toContain(scanId);
    await expect(takeLease({ ...place.tools, leaseMs: 1_000 }, { scanId, user: 'analyst' })).rejects.toMatchObject({
      code: 'scan-state',
    });
    const { checks, now } = await scannerChecks(place.tools, lane('lane-2'));
    expect(now).toMatchObject({ state: 'valid', check: { scanId } });
    expect(checks).toMatchObject([{ scanId, grade: 'good', object: { name: 'generic' }, reasons: [] }]);
  });

  test('with every scan of cargo is kept how its scanner’s check stood', async () => {
    const before = await scanned('lane-3');
    await checked('lane-3', measured(300));
    place.clock.forward(HOUR_MS);
    const inTime = await scanned('lane-3');
    place.clock.forward(24 * HOUR_MS);
    const late = await scanned('lane-3');
    await checked('lane-3', measured(100));
    place.clock.forward(HOUR_MS);
    const failed = await scanned('lane-3');
    expect(await Promise.all([before, inTime, late, failed].map(stateOf))).toEqual([
      'none',
      'valid',
      'overdue',
      'failed',
    ]);
  });

  test('a site that asks for no checks is told of none', async () => {
    place.tools.checkWithinHours = 0;
    const scanId = await scanned('lane-4');
    expect(await stateOf(scanId)).toBeUndefined();
    expect((await scannerChecks(place.tools, lane('lane-4'))).now).toBeNull();
    place.tools.checkWithinHours = 24;
  });

  test('the risk officer finds what was decided without a valid check', async () => {
    const release = async (scanId: ScanId) => {
      await takeLease({ ...place.tools, leaseMs: HOUR_MS }, { scanId, user: 'analyst' });
      const decision = { kind: 'release', reason: 'no-anomaly', text: '', display: {}, revision: FIRST } as const;
      await decide(place.tools, { scanId, user: 'analyst', decision });
    };
    const without = await scanned('lane-5');
    await checked('lane-5', measured(300));
    place.clock.forward(1_000);
    const withOne = await scanned('lane-5');
    await release(without);
    await release(withOne);
    const found = async (scannerCheck: 'invalid' | 'valid') =>
      (await searchDecisions(place.tools.db, { ...SEARCH, scannerCheck })).map(({ scanId }) => scanId);
    expect(await found('invalid')).toEqual([without]);
    expect(await found('valid')).toEqual([withOne]);
  });

  test('a figure that has become worse than the scanner’s own past is told, though it keeps its limit', async () => {
    for (let day = 0; day < 9; day++) {
      await checked('lane-6', measured(300 + (day % 3)));
      place.clock.forward(24 * HOUR_MS);
    }
    await checked('lane-6', measured(265));
    const { checks, trends } = await scannerChecks(place.tools, lane('lane-6'));
    expect(checks[0]).toMatchObject({ grade: 'usable', reasons: [{ code: 'unlike-before', figure: 'penetration' }] });
    expect(trends).toMatchObject([{ name: 'penetration', state: 'out' }]);
    expect(trends[0]?.days).toHaveLength(10);
  });

  test('a check that brings no result has failed and still comes before no analyst', async () => {
    const order = { lane: 'lane-7', purpose: 'test-object' as const, containers: [], plate: null, declaration: null };
    const { scanId } = await createScan(place.tools, { ...order, trigger: true }, 'operator');
    await putStrip(place.objects, scanId, 0);
    await putStrip(place.objects, scanId, 1);
    await putSeal(place.objects, scanId);
    const sweeper = createSweeper(place.tools);
    await sweeper.look(scanId);
    place.clock.forward(place.tools.limits.NO_RESULT_MS);
    await sweeper.look(scanId);
    expect((await getDetail(place.tools.db, scanId)).state).toBe('closed');
    const { now, checks } = await scannerChecks(place.tools, lane('lane-7'));
    expect(now?.state).toBe('failed');
    expect(checks).toMatchObject([{ refusal: 'not-measured', grade: 'unfit' }]);
  });

  test('is ordered by operators, without cargo, and read by operators and reviewers', async () => {
    const served = await serve(place, '/nowhere');
    const operator = await signedIn(served.url, 'operator');
    const wrong = { lane: 'lane-1', purpose: 'test-object', containers: ['CSQU3054383'] };
    const refused = await operator.send('POST', '/api/scans', wrong);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('test-object-with-cargo');
    const answer = await (await signedIn(served.url, 'analyst')).get('/api/scanners/lane-6/checks');
    expect(ScannerChecks.parse(await answer.json()).checks).toHaveLength(10);
    expect((await (await signedIn(served.url, 'admin')).get('/api/scanners/lane-6/checks')).status).toBe(403);
    await served.close();
  });

  test('leaves the audit chain whole', async () => {
    expect((await verifyChain(place.tools.db, place.tools.now())).ok).toBe(true);
  });
});
