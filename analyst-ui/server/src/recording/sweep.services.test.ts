import { keys, Recorded, type ScanId } from '@h986/domain';
import { getJson, jsonBytes } from '@h986/stores';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { abortScan, createScan, triggerScan } from '../orders/orders.ts';
import { timelineOf } from '../records/audit-log.ts';
import { decide } from '../records/decisions.ts';
import { takeLease } from '../records/leases.ts';
import { getDetail } from '../records/scan-detail.ts';
import * as made from '../testing/hand-made.ts';
import { addPeople } from '../testing/people.ts';
import { DATABASES, openWorkplace, openWorkplaceOn, type Workplace } from '../testing/workplace.ts';
import { acknowledge, recordResult } from './record-result.ts';
import { createSweeper, type Sweeper } from './sweep.ts';

describe.each(DATABASES)('the sweep on %s', (which) => {
  let place: Workplace;
  let sweeper: Sweeper;

  beforeAll(async () => {
    place = await openWorkplaceOn(which);
    await addPeople(place.tools);
  });
  afterAll(() => place.close());
  beforeEach(() => {
    // A server that has just started: it remembers nothing.
    sweeper = createSweeper(place.tools);
    for (const list of Object.values(place.sent)) list.length = 0;
  });

  const newScan = { lane: 'lane-1', containers: [], plate: null, declaration: null };
  const detail = (scanId: ScanId) => getDetail(place.tools.db, scanId);
  const actions = async (scanId: ScanId) => (await timelineOf(place.tools.db, scanId)).map((event) => event.action);
  const reasons = async (scanId: ScanId) =>
    (await timelineOf(place.tools.db, scanId)).flatMap(({ action, detail: { to, reason } }) =>
      action === 'scan-state' ? [`${to}: ${reason}`] : [],
    );
  /** What was handed to the queues about one scan: others of this file may still be open. */
  const sentFor = (scanId: ScanId) => ({
    strips: place.sent.strips.filter((job) => job.scanId === scanId),
    assemblies: place.sent.assemblies.filter((job) => job.scanId === scanId),
    orders: place.sent.orders.filter((job) => job.scanId === scanId),
  });
  async function ordered(): Promise<ScanId> {
    const { scanId } = await createScan(place.tools, { ...newScan, trigger: true }, 'operator');
    return scanId;
  }

  test('a scan sealed by a bridge that never came back is handed to the pipeline again and recorded', async () => {
    const scanId = made.newScanId();
    const order = made.orderOf(scanId);
    await made.putOrder(place.objects, order);
    await made.putStrip(place.objects, scanId, 0);
    await made.putStrip(place.objects, scanId, 1);
    await made.putSeal(place.objects, scanId);

    await sweeper.sweep();
    expect(await detail(scanId)).toMatchObject({ state: 'analysing', lines: 512, extent: 'whole' });
    expect(sentFor(scanId).strips).toEqual([0, 1].map((strip) => ({ v: 1, scanId, strip, counter: 1 })));
    expect(sentFor(scanId).assemblies).toEqual([{ v: 1, scanId, counter: 1 }]);

    await made.putResult(place.objects, made.resultOf(order));
    await sweeper.sweep();
    await sweeper.sweep();
    expect(await detail(scanId)).toMatchObject({ state: 'awaiting-review', verdict: 'clear', revision: made.FIRST });
    expect((await actions(scanId)).filter((action) => action === 'result-recorded')).toHaveLength(1);
    expect(await getJson(place.objects, keys.recorded(scanId, made.FIRST), Recorded)).toMatchObject({ scanId });
    expect(sentFor(scanId).assemblies).toHaveLength(1);
  });

  test('a result of a second analysis that nobody told us of is found', async () => {
    const scanId = made.newScanId();
    await made.putResult(place.objects, made.resultOf(made.orderOf(scanId)));
    await sweeper.sweep();
    await made.putResult(
      place.objects,
      made.resultOf(made.orderOf(scanId), { revision: made.SECOND, extent: 'partial' }),
    );
    await sweeper.sweep();
    expect(await detail(scanId)).toMatchObject({ revision: made.SECOND, verdict: 'inconclusive' });
  });

  test('recording twice at once leaves one row and one event', async () => {
    const scanId = made.newScanId();
    await made.putResult(place.objects, made.resultOf(made.orderOf(scanId)));
    const job = { v: 1 as const, scanId, revision: made.FIRST };
    await Promise.all([recordResult(job, place.tools), recordResult(job, place.tools), recordResult(job, place.tools)]);
    const rows = await place.tools.db.selectFrom('results').select('revision').where('scan_id', '=', scanId).execute();
    expect(rows).toHaveLength(1);
    expect((await actions(scanId)).filter((action) => action === 'result-recorded')).toHaveLength(1);
  });

  test('a result that is not what it says is refused and stops nobody else; its scan still comes before an analyst', async () => {
    const [bad, good] = [made.newScanId(place.clock.at.getTime()), made.newScanId(place.clock.at.getTime() + 1)];
    await made.putOrder(place.objects, made.orderOf(bad));
    await made.putSeal(place.objects, bad);
    await place.objects.putOnce(keys.result(bad, made.FIRST), jsonBytes(made.resultOf(made.orderOf(good))));
    await expect(recordResult({ v: 1, scanId: bad, revision: made.FIRST }, place.tools)).rejects.toMatchObject({
      code: 'object-unreadable',
    });
    await made.putResult(place.objects, made.resultOf(made.orderOf(good)));
    await sweeper.sweep();
    expect(await detail(good)).toMatchObject({ state: 'awaiting-review' });
    expect((await detail(bad)).revision).toBe(null);
    place.clock.forward(120_000);
    await sweeper.sweep();
    expect(await detail(bad)).toMatchObject({ state: 'awaiting-review', verdict: 'inconclusive', revision: null });
  });

  test('a bridge that was not told of the recording is told by the sweep', async () => {
    const scanId = made.newScanId();
    await made.putResult(place.objects, made.resultOf(made.orderOf(scanId)));
    const broken = { ...place.tools, objects: { ...place.objects, putOnce: () => Promise.reject(new Error('cut')) } };
    await expect(recordResult({ v: 1, scanId, revision: made.FIRST }, broken)).rejects.toThrow('cut');
    expect(await place.objects.head(keys.recorded(scanId, made.FIRST))).toBe(null);
    await sweeper.sweep();
    expect(await place.objects.head(keys.recorded(scanId, made.FIRST))).not.toBe(null);
    // Records restored from an older copy record again, at another time: the old acknowledgement stays and is good.
    await acknowledge(place.tools, scanId, made.FIRST, new Date(0));
  });

  test('a scan whose strips stop coming goes to an analyst as partial and inconclusive, and is recorded when it ends after all', async () => {
    const scanId = made.newScanId();
    await made.putOrder(place.objects, made.orderOf(scanId));
    await made.putStrip(place.objects, scanId, 0);
    await sweeper.sweep();
    place.clock.forward(59_000);
    await made.putStrip(place.objects, scanId, 1);
    await sweeper.sweep();
    place.clock.forward(59_000);
    await sweeper.sweep();
    expect(await detail(scanId)).toMatchObject({ state: 'scanning' });

    place.clock.forward(1_000);
    await sweeper.sweep();
    expect(await detail(scanId)).toMatchObject({
      state: 'awaiting-review',
      verdict: 'inconclusive',
      extent: 'partial',
      result: null,
    });
    expect(await reasons(scanId)).toEqual(['scanning: strip-stored', 'awaiting-review: no-progress']);

    await made.putSeal(place.objects, scanId);
    await sweeper.sweep();
    expect(sentFor(scanId).assemblies).toEqual([{ v: 1, scanId, counter: 1 }]);
    await made.putResult(place.objects, made.resultOf(made.orderOf(scanId)));
    await sweeper.sweep();
    expect(await detail(scanId)).toMatchObject({ state: 'awaiting-review', verdict: 'clear', extent: 'whole' });
  });

  test('a partial scan can be decided without a result', async () => {
    const scanId = made.newScanId();
    await made.putOrder(place.objects, made.orderOf(scanId));
    await made.putStrip(place.objects, scanId, 0);
    await sweeper.sweep();
    place.clock.forward(60_000);
    await sweeper.sweep();
    await takeLease({ ...place.tools, leaseMs: 1_000 }, { scanId, user: 'analyst' });
    const decision = { kind: 'inspect', reason: 'scan-incomplete', text: '', display: {}, revision: null } as const;
    await decide(place.tools, { scanId, user: 'analyst', decision });
    expect(await detail(scanId)).toMatchObject({ state: 'decided', decision: 'inspect' });
  });

  test('a scan whose analysis never ends goes to an analyst too, and is still handed over', async () => {
    const scanId = made.newScanId();
    await made.putOrder(place.objects, made.orderOf(scanId));
    await made.putStrip(place.objects, scanId, 0);
    await made.putSeal(place.objects, scanId);
    await sweeper.sweep();
    place.clock.forward(120_000);
    await sweeper.sweep();
    expect(await detail(scanId)).toMatchObject({ state: 'awaiting-review', verdict: 'inconclusive', extent: 'whole' });
    expect(sentFor(scanId).assemblies).toHaveLength(2);
  });

  test('an order that arms no scanner is sent again while it is good, then fails', async () => {
    const scanId = await ordered();
    expect(sentFor(scanId).orders).toHaveLength(1);
    place.clock.forward(119_000);
    await sweeper.sweep();
    expect(sentFor(scanId).orders).toHaveLength(2);
    place.clock.forward(10_000);
    await sweeper.sweep();
    await sweeper.sweep();
    expect(await detail(scanId)).toMatchObject({ state: 'failed', reason: 'order-expired' });
    expect(sentFor(scanId).orders).toHaveLength(2);
  });

  test('an order is taken while Redis is away, and sent when it is back', async () => {
    const away = await openWorkplace(undefined);
    away.breakQueues();
    const { scanId, state } = await createScan(away.tools, { ...newScan, trigger: true }, 'operator');
    expect(state).toBe('ordered');
    expect(await away.objects.head(keys.order(scanId))).not.toBe(null);
    expect(away.sent.orders).toEqual([]);
    const back = { ...away.tools, jobs: place.tools.jobs };
    await createSweeper(back).sweep();
    expect(sentFor(scanId).orders).toMatchObject([{ scanId, abort: false }]);
    await away.close();
  });

  test('an armed scanner that never scans ends the order; a line that is stored later brings it back', async () => {
    const scanId = await ordered();
    await made.putArmed(place.objects, scanId);
    await sweeper.sweep();
    expect(await detail(scanId)).toMatchObject({ state: 'armed' });
    place.clock.forward(120_000);
    await sweeper.sweep();
    expect(await detail(scanId)).toMatchObject({ state: 'failed', reason: 'armed-but-never-scanned' });

    await made.putStrip(place.objects, scanId, 0);
    await sweeper.sweep();
    expect(await detail(scanId)).toMatchObject({ state: 'scanning', reason: '' });
    expect(await reasons(scanId)).toEqual([
      'armed: armed',
      'failed: armed-but-never-scanned',
      'scanning: strip-stored',
    ]);
  });

  test('a refusal before the first line fails the scan with its reason', async () => {
    const scanId = await ordered();
    await made.putRefused(place.objects, scanId, 'disk-nearly-full');
    await sweeper.sweep();
    expect(await detail(scanId)).toMatchObject({ state: 'failed', reason: 'disk-nearly-full' });
  });

  test('a refusal says nothing against lines that are stored', async () => {
    const scanId = await ordered();
    await made.putStrip(place.objects, scanId, 0);
    await made.putRefused(place.objects, scanId, 'scanner-gone');
    await sweeper.sweep();
    expect(await detail(scanId)).toMatchObject({ state: 'scanning' });
  });

  test('an order taken back before its trigger is aborted at once, and no lane hears of it', async () => {
    const { scanId } = await createScan(place.tools, { ...newScan, trigger: false }, 'operator');
    expect(await abortScan(place.tools, scanId, 'operator')).toMatchObject({
      state: 'aborted',
      reason: 'aborted-by-operator',
    });
    expect(sentFor(scanId).orders).toEqual([]);
    await expect(triggerScan(place.tools, scanId, 'operator')).rejects.toMatchObject({ code: 'scan-state' });
  });

  test('an order taken back after its trigger is aborted only when the bridge says so', async () => {
    const scanId = await ordered();
    expect(await abortScan(place.tools, scanId, 'operator')).toMatchObject({ state: 'ordered' });
    expect(sentFor(scanId).orders.at(-1)).toMatchObject({ scanId, abort: true });
    await made.putRefused(place.objects, scanId, 'aborted-by-operator');
    await sweeper.sweep();
    expect(await detail(scanId)).toMatchObject({ state: 'aborted' });
  });

  test('to trigger twice at once is to trigger once', async () => {
    const { scanId } = await createScan(place.tools, { ...newScan, trigger: false }, 'operator');
    await Promise.all([1, 2, 3].map(() => triggerScan(place.tools, scanId, 'operator')));
    expect((await actions(scanId)).filter((action) => action === 'scan-triggered')).toHaveLength(1);
    expect(new Set(place.sent.orders.map((job) => JSON.stringify(job))).size).toBe(1);
  });

  test('a scan that nobody ordered is learnt from the object store', async () => {
    const scanId = made.newScanId();
    await made.putOrder(place.objects, made.orderOf(scanId, { origin: 'unsolicited', containers: [], lane: 'drop' }));
    await made.putStrip(place.objects, scanId, 0);
    await sweeper.sweep();
    expect(await detail(scanId)).toMatchObject({ origin: 'unsolicited', lane: 'drop', state: 'scanning' });
    expect(await actions(scanId)).toEqual(['scan-ordered', 'scan-state']);
    expect(place.told.at(-1)).toMatchObject({ kind: 'scan', scan: { scanId, state: 'scanning' } });
  });
});
