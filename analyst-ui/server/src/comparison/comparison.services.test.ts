import { FiledDeclaration, type LoadReading, type NewDecision, type ScanId, type ScanResult } from '@h986/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { declare } from '../declarations/import.ts';
import { recordResult } from '../recording/record-result.ts';
import { timelineOf, verifyChain } from '../records/audit-log.ts';
import { decide } from '../records/decisions.ts';
import { takeLease } from '../records/leases.ts';
import { getDetail } from '../records/scan-detail.ts';
import { FIRST, newScanId, orderOf, putResult, resultOf } from '../testing/hand-made.ts';
import { addPeople } from '../testing/people.ts';
import { DATABASES, openWorkplaceOn, type Workplace } from '../testing/workplace.ts';

const NUMBER = 'CSQU3054383';
const BOX = { x: 10, y: 1, w: 300, h: 6 };

/** A container of 40 feet with 10 t of cargo in it. */
const container = { boxPx: BOX, boxMm: { x: 40, y: 4, w: 12_192, h: 2_896 }, confidence: 0.98 };
const load: LoadReading = {
  table: null,
  containers: [
    {
      boxPx: BOX,
      mass: {
        cargoKg: { value: 10_000, low: 9_000, high: 11_000 },
        tareKg: 4_000,
        opaqueShare: 0,
        opaqueExtraKg: 0,
      },
      emptiness: { state: 'loaded', residualKg: 10_000, strength: 400, places: [] },
    },
  ],
  observations: [],
  maps: { material: null, hiding: null },
};

describe.each(DATABASES)('a result held against its declaration on %s', (which) => {
  let place: Workplace;

  beforeAll(async () => {
    place = await openWorkplaceOn(which);
    await addPeople(place.tools);
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    for (const table of ['declaration_containers', 'declaration_versions', 'declarations'] as const) {
      await place.tools.db.deleteFrom(table).execute();
    }
  });

  const tea = (grossMassKg: number) => ({ goods: [{ description: 'green tea', hsCode: '090210', grossMassKg }] });
  const file = (reference: string, more: object = {}) =>
    declare(
      place.tools,
      FiledDeclaration.parse({ reference, containers: [NUMBER], declaredAt: '2026-11-20T00:00:00Z', ...more }),
      'officer',
    );
  async function scanned(more: Partial<ScanResult> = {}): Promise<ScanId> {
    const scanId = newScanId();
    const clear = { kind: 'clear' as const, reasons: [], policy: { name: 'trained', version: '1.1.0' } };
    const result = resultOf(orderOf(scanId), { containers: [container], load, verdict: clear, ...more });
    await putResult(place.objects, result);
    await recordResult({ v: 1, scanId, revision: FIRST }, place.tools);
    return scanId;
  }
  async function decided(scanId: ScanId, kind: 'release' | 'inspect'): Promise<void> {
    await takeLease({ ...place.tools, leaseMs: 300_000 }, { scanId, user: 'analyst' });
    const reason = kind === 'release' ? 'matches-declaration' : 'suspected-concealment';
    const decision: NewDecision = { kind, reason, text: '', display: {}, revision: FIRST };
    await decide(place.tools, { scanId, user: 'analyst', decision });
  }
  const detail = (scanId: ScanId) => getDetail(place.tools.db, scanId);
  const compared = async (scanId: ScanId) =>
    (await timelineOf(place.tools.db, scanId)).filter(({ action }) => action === 'scan-compared');

  test('that fits is clear, and the records say what it was held against', async () => {
    await file('fits', tea(10_500));
    const scanId = await scanned();
    const { verdict, comparison, result } = await detail(scanId);
    expect(verdict).toBe('clear');
    expect(comparison).toMatchObject({
      declarations: [{ source: 'filed', reference: 'fits', version: 1 }],
      containers: [{ numbers: [NUMBER], declaredKg: { low: 10_500, high: 10_500 }, weighedKg: null }],
      observations: [],
      gravestBefore: null,
    });
    expect(comparison?.runs.find(({ name }) => name === 'declaration-mass')).toMatchObject({ state: 'ran' });
    expect(result?.load?.containers[0]?.mass?.cargoKg.value).toBe(10_000);
    expect(await compared(scanId)).toMatchObject([{ detail: { revision: FIRST, verdict: { kind: 'clear' } } }]);
  });

  test('of which nothing was declared is as clear as before', async () => {
    const { verdict, comparison } = await detail(await scanned());
    expect(verdict).toBe('clear');
    expect(comparison?.runs.find(({ name }) => name === 'declaration-mass')).toMatchObject({
      state: 'not-applicable',
      reason: 'nothing-declared',
    });
  });

  test('is held against it again when it comes after the scan: verdict, rank and screens follow', async () => {
    const scanId = await scanned({ risk: { probability: 0.3, reasons: [] } });
    place.told.length = 0;
    await file('half', tea(7_000));
    const after = await detail(scanId);
    // 0.3 is odds of 0.43; 2.3 x 0.6 log-odds more make them 1.7.
    expect(after).toMatchObject({ verdict: 'suspicious', topScore: expect.closeTo(0.63, 2) });
    expect(after.result?.verdict.reasons).toEqual([
      { code: 'observation', subject: 'heavier-than-declared', detail: '0' },
    ]);
    expect(after.result?.risk?.probability).toBe(after.topScore);
    expect(after.result?.risk?.reasons).toMatchObject([{ code: 'declaration-mismatch' }]);
    expect(place.told).toContainEqual(
      expect.objectContaining({ scan: expect.objectContaining({ scanId, verdict: 'suspicious' }) }),
    );

    // Corrected: the newest version counts, and that it was otherwise before is still known.
    await file('half', tea(10_000));
    expect(await detail(scanId)).toMatchObject({
      verdict: 'clear',
      comparison: { gravestBefore: 'suspicious', declarations: [{ reference: 'half', version: 2 }] },
    });
    const observed = (await compared(scanId)).map(({ detail: said }) => said.observations);
    expect(observed).toMatchObject([[{ code: 'not-declared' }], [{ code: 'heavier-than-declared' }], []]);
  });

  test('that says the same again leaves no trace', async () => {
    const scanId = await scanned();
    await file('A', tea(10_000));
    await file('A', tea(10_000));
    await file('other', { ...tea(10_000), containers: ['MSKU0000006'] });
    expect(await compared(scanId)).toHaveLength(2);
  });

  test('opens a released scan again when it becomes graver, and only then', async () => {
    const scanId = await scanned();
    await file('A', tea(10_000));
    await decided(scanId, 'release');
    await file('A', tea(10_200));
    expect(await detail(scanId)).toMatchObject({ state: 'decided', decision: 'release' });
    await file('A', { goods: [] });
    const after = await detail(scanId);
    expect(after).toMatchObject({ state: 'awaiting-review', decision: null, verdict: 'suspicious', topScore: 0.95 });
    expect(after.decisions).toHaveLength(1);
    const moves = (await timelineOf(place.tools.db, scanId)).filter(({ action }) => action === 'scan-state');
    expect(moves.at(-1)).toMatchObject({ detail: { to: 'awaiting-review', reason: 'comparison-graver' } });
  });

  test('that an analyst has not seen refuses their decision', async () => {
    const scanId = await scanned();
    await file('A', tea(10_000));
    await takeLease({ ...place.tools, leaseMs: 300_000 }, { scanId, user: 'analyst' });
    const seen = (await detail(scanId)).comparison?.id ?? null;
    await file('A', { goods: [] });
    const decision = {
      kind: 'release',
      reason: 'matches-declaration',
      text: '',
      display: {},
      revision: FIRST,
    } as const;
    const attempt = (comparison: string | null) =>
      decide(place.tools, { scanId, user: 'analyst', decision: { ...decision, comparison } });
    await expect(attempt(seen)).rejects.toMatchObject({ code: 'revision-outdated' });
    await expect(attempt(null)).rejects.toMatchObject({ code: 'revision-outdated' });
    await attempt((await detail(scanId)).comparison?.id ?? null);
    expect(await detail(scanId)).toMatchObject({ state: 'decided' });
  });

  test('leaves a scan that is to be inspected where it is, with all that is said of it', async () => {
    const scanId = await scanned();
    await decided(scanId, 'inspect');
    await file('A', { goods: [] });
    expect(await detail(scanId)).toMatchObject({
      state: 'decided',
      decision: 'inspect',
      comparison: { observations: [{ code: 'declared-empty-but-loaded' }] },
    });
  });

  test('is never softer than what the pipeline said', async () => {
    const reasons = [{ code: 'finding' as const, subject: 'f1', detail: 'dense' }];
    const policy = { name: 'trained', version: '1.1.0' };
    await file('fits', tea(10_000));
    const scanId = await scanned({ verdict: { kind: 'suspicious', reasons, policy } });
    expect((await detail(scanId)).result?.verdict).toEqual({ kind: 'suspicious', reasons, policy });
  });

  test('a picture that cannot be judged makes it inconclusive when it is recorded', async () => {
    const rescan = { code: 'quality-rescan' as const, algorithm: 'quality', container: null, values: {}, names: {} };
    const scanId = await scanned({ load: { ...load, observations: [rescan] } });
    expect((await detail(scanId)).result?.verdict).toMatchObject({
      kind: 'inconclusive',
      reasons: [{ code: 'observation', subject: 'quality-rescan' }],
    });
  });

  test('under the policy of a house without trained models all is told and nothing weighs', async () => {
    const verdict = { kind: 'clear' as const, reasons: [], policy: { name: 'baseline', version: '1.0.0' } };
    const run = (name: string) => ({ name, version: '1.0.0', state: 'ran' as const, reason: '', digest: null });
    const scanId = await scanned({ verdict, runs: [run('integrity'), run('outlier')] });
    await file('A', { goods: [] });
    expect(await detail(scanId)).toMatchObject({
      verdict: 'clear',
      topScore: 0,
      comparison: { observations: [{ code: 'declared-empty-but-loaded' }] },
    });
  });

  test('the chain of events is whole after all of it', async () => {
    expect(await verifyChain(place.tools.db, place.tools.now())).toMatchObject({ ok: true });
  });
});
