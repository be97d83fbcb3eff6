import type { NewDecision, ScanId } from '@h986/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordResult } from '../recording/record-result.ts';
import { FIRST, newScanId, orderOf, putResult, resultOf, SECOND } from '../testing/hand-made.ts';
import { addPeople } from '../testing/people.ts';
import { DATABASES, openWorkplaceOn, type Workplace } from '../testing/workplace.ts';
import { timelineOf, verifyChain } from './audit-log.ts';
import { decide, decisionsOf } from './decisions.ts';
import { expireLeases, returnLease, takeLease } from './leases.ts';
import { getDetail, recordView } from './scan-detail.ts';
import { getSummary } from './scan-summary.ts';
import { listScans } from './worklist.ts';

const decision: NewDecision = {
  kind: 'release',
  reason: 'matches-declaration',
  text: '',
  display: { low: 0, high: 60_000 },
  revision: FIRST,
};

describe.each(DATABASES)('review on %s', (which) => {
  let place: Workplace;
  const leases = () => ({ ...place.tools, leaseMs: place.tools.limits.LEASE_MS });

  beforeAll(async () => {
    place = await openWorkplaceOn(which);
    await addPeople(place.tools);
  });
  afterAll(() => place.close());

  async function recorded(more: Parameters<typeof resultOf>[1] = {}, order = {}): Promise<ScanId> {
    const scanId = newScanId();
    const result = resultOf(orderOf(scanId, order), more);
    await putResult(place.objects, result);
    await recordResult({ v: 1, scanId, revision: result.revision }, place.tools);
    return scanId;
  }

  async function held(user = 'analyst'): Promise<ScanId> {
    const scanId = await recorded();
    await takeLease(leases(), { scanId, user });
    return scanId;
  }

  test('a decision is kept with what the analyst saw, and the scan is given back', async () => {
    const scanId = await held();
    const view = await decide(place.tools, { scanId, user: 'analyst', decision });
    expect(view).toMatchObject({ kind: 'release', by: 'analyst', verdict: 'clear', revision: FIRST });
    expect(await getDetail(place.tools.db, scanId)).toMatchObject({
      state: 'decided',
      decision: 'release',
      heldBy: null,
    });
    const event = (await timelineOf(place.tools.db, scanId)).find((one) => one.action === 'decision');
    expect(event).toMatchObject({
      actor: 'analyst',
      detail: { kind: 'release', revision: FIRST, verdict: 'clear', display: { low: 0, high: 60_000 } },
    });
    expect(place.told.at(-1)).toMatchObject({ kind: 'scan', scan: { scanId, state: 'decided' } });
  });

  test('fifty decisions at once leave one', async () => {
    const scanId = await held();
    const attempts = Array.from({ length: 50 }, () => decide(place.tools, { scanId, user: 'analyst', decision }));
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const codes = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(new Set(codes)).toEqual(new Set(['scan-state']));
    expect(await decisionsOf(place.tools.db, scanId)).toHaveLength(1);
    const events = await timelineOf(place.tools.db, scanId);
    expect(events.filter((event) => event.action === 'decision')).toHaveLength(1);
  });

  test('two analysts who reach for a scan at once: one holds it, the other is told who', async () => {
    const scanId = await recorded();
    const both = await Promise.allSettled([
      takeLease(leases(), { scanId, user: 'analyst' }),
      takeLease(leases(), { scanId, user: 'analyst2' }),
    ]);
    const refused = both.find((one) => one.status === 'rejected');
    const { heldBy } = await getSummary(place.tools.db, scanId);
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(refused?.status === 'rejected' && refused.reason).toMatchObject({ code: 'lease-held', details: { heldBy } });
    const other = heldBy === 'analyst' ? 'analyst2' : 'analyst';
    await expect(decide(place.tools, { scanId, user: other, decision })).rejects.toMatchObject({ code: 'lease-held' });
    await expect(returnLease(place.tools, { scanId, user: other })).rejects.toMatchObject({ code: 'lease-held' });
  });

  test('a decision on an older revision than the recorded one is refused, and the holder keeps the scan', async () => {
    const scanId = await held();
    await putResult(place.objects, resultOf(orderOf(scanId), { revision: SECOND }));
    await recordResult({ v: 1, scanId, revision: SECOND }, place.tools);
    expect(await getDetail(place.tools.db, scanId)).toMatchObject({
      state: 'in-review',
      heldBy: 'analyst',
      revision: SECOND,
    });
    await expect(decide(place.tools, { scanId, user: 'analyst', decision })).rejects.toMatchObject({
      code: 'revision-outdated',
    });
    await decide(place.tools, { scanId, user: 'analyst', decision: { ...decision, revision: SECOND } });
  });

  test('a newer revision opens a decided scan again', async () => {
    const scanId = await held();
    await decide(place.tools, { scanId, user: 'analyst', decision });
    await putResult(place.objects, resultOf(orderOf(scanId), { revision: SECOND }));
    await recordResult({ v: 1, scanId, revision: SECOND }, place.tools);
    const detail = await getDetail(place.tools.db, scanId);
    expect(detail).toMatchObject({ state: 'awaiting-review', decision: null, revision: SECOND });
    expect(detail.decisions).toHaveLength(1);
  });

  test('a scan whose holder has gone quiet is back on the list', async () => {
    const scanId = await held();
    place.clock.forward(299_000);
    await takeLease(leases(), { scanId, user: 'analyst' });
    place.clock.forward(299_000);
    await expireLeases(place.tools);
    expect((await getSummary(place.tools.db, scanId)).heldBy).toBe('analyst');
    place.clock.forward(1_000);
    await expect(decide(place.tools, { scanId, user: 'analyst', decision })).rejects.toMatchObject({
      code: 'lease-missing',
    });
    await expireLeases(place.tools);
    expect(await getSummary(place.tools.db, scanId)).toMatchObject({ state: 'awaiting-review', heldBy: null });
    const actions = (await timelineOf(place.tools.db, scanId)).map((event) => event.action);
    expect(actions).toContain('lease-expired');
  });

  test('a lease that has run out goes to whoever asks next, sweep or no sweep', async () => {
    const scanId = await held('analyst');
    place.clock.forward(300_000);
    const { scan } = await takeLease(leases(), { scanId, user: 'analyst2' });
    expect(scan).toMatchObject({ heldBy: 'analyst2', state: 'in-review' });
  });

  test('the gravest verdict leads the worklist, and among equals the earliest budget; clear scans are in it', async () => {
    const dense = { code: 'finding' as const, subject: 'f', detail: '' };
    const policy = { name: 'default', version: '1.0.0' };
    const suspicious = { verdict: { kind: 'suspicious' as const, reasons: [dense], policy } };
    const clear = await recorded({}, { lane: 'order', triggeredAt: '2026-11-23T06:00:00.000Z' });
    const late = await recorded(suspicious, { lane: 'order', triggeredAt: '2026-11-23T07:30:00.000Z' });
    const early = await recorded(suspicious, { lane: 'order', triggeredAt: '2026-11-23T07:00:00.000Z' });
    const partial = await recorded({ extent: 'partial' }, { lane: 'order', triggeredAt: '2026-11-23T06:30:00.000Z' });
    const list = await listScans(place.tools.db, { view: 'review', lane: 'order', limit: 100 });
    expect(list.map((scan) => scan.scanId)).toEqual([early, late, partial, clear]);
  });

  test('among equal verdicts the greater risk leads, whatever is left of its time', async () => {
    const dense = { code: 'finding' as const, subject: 'f', detail: '' };
    const verdict = { kind: 'suspicious' as const, reasons: [dense], policy: { name: 'default', version: '1.0.0' } };
    const risky = (probability: number) => ({ verdict, risk: { probability, reasons: [] } });
    const low = await recorded(risky(0.4), { lane: 'risk', triggeredAt: '2026-11-23T07:00:00.000Z' });
    const high = await recorded(risky(0.9), { lane: 'risk', triggeredAt: '2026-11-23T07:30:00.000Z' });
    const list = await listScans(place.tools.db, { view: 'review', lane: 'risk', limit: 100 });
    expect(list.map((scan) => scan.scanId)).toEqual([high, low]);
  });

  test('a search for a container takes its text as it is', async () => {
    const scanId = await recorded({}, { lane: 'search' });
    const find = (container: string) =>
      listScans(place.tools.db, { view: 'all', lane: 'search', container, limit: 10 });
    expect((await find('csqu305')).map((scan) => scan.scanId)).toEqual([scanId]);
    expect(await find('%')).toEqual([]);
    expect(await find("' or 1=1 --")).toEqual([]);
  });

  test('that an analyst saw a revision is written once a session', async () => {
    const scanId = await recorded();
    const sessions = ['session-1', 'session-2'];
    for (const id_hash of sessions) {
      await place.tools.db
        .insertInto('sessions')
        .values({ id_hash, user_name: 'analyst', created_at: place.clock.at, seen_at: place.clock.at })
        .execute();
    }
    for (const session of ['session-1', 'session-1', 'session-2']) {
      await recordView(place.tools, { scanId, user: 'analyst', session, revision: FIRST });
    }
    const viewed = (await timelineOf(place.tools.db, scanId)).filter((event) => event.action === 'scan-viewed');
    expect(viewed).toHaveLength(2);
  });

  test('after all of that, from many hands at once, the audit chain holds', async () => {
    expect(await verifyChain(place.tools.db)).toMatchObject({ ok: true, firstBroken: null });
  });
});
