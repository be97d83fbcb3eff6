import { FiledDeclaration, type Order, type ScanId } from '@h986/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordResult } from '../recording/record-result.ts';
import { timelineOf } from '../records/audit-log.ts';
import { getDetail } from '../records/scan-detail.ts';
import { newScanId, orderOf, putResult, FIRST as REVISION, resultOf } from '../testing/hand-made.ts';
import { addPeople } from '../testing/people.ts';
import { DATABASES, openWorkplaceOn, type Workplace } from '../testing/workplace.ts';
import { declare } from './import.ts';

const FIRST = 'CSQU3054383';
const SECOND = 'MSKU0000006';

describe.each(DATABASES)('scans and their declarations on %s', (which) => {
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

  const file = (reference: string, more: object = {}) =>
    declare(place.tools, FiledDeclaration.parse({ reference, containers: [FIRST], ...more }), 'officer');

  async function scanned(more: Partial<Order> | object = {}): Promise<ScanId> {
    const scanId = newScanId();
    await putResult(place.objects, resultOf(orderOf(scanId, more)));
    await recordResult({ v: 1, scanId, revision: REVISION }, place.tools);
    return scanId;
  }
  const matchOf = async (scanId: ScanId) => {
    const { state, candidates } = (await getDetail(place.tools.db, scanId)).declarations;
    return [state, ...candidates.map(({ declaration, version }) => `${declaration.reference} v${version}`)];
  };
  const matchedIn = async (scanId: ScanId) =>
    (await timelineOf(place.tools.db, scanId))
      .filter(({ action }) => action === 'declaration-matched')
      .map(({ detail }) => detail);

  test('a scan finds what was declared before the truck came, and what comes or changes after it', async () => {
    await file('before', { declaredAt: '2026-11-01T00:00:00Z' });
    const scanId = await scanned();
    expect(await matchOf(scanId)).toEqual(['one', 'before v1']);
    expect(await matchedIn(scanId)).toEqual([]);

    place.told.length = 0;
    await file('after', { declaredAt: '2026-11-22T00:00:00Z' });
    expect(await matchOf(scanId)).toEqual(['several', 'after v1', 'before v1']);
    expect(place.told).toContainEqual(expect.objectContaining({ scan: expect.objectContaining({ scanId }) }));

    await file('before', { declaredAt: '2026-11-01T00:00:00Z', containers: [SECOND] });
    expect(await matchOf(scanId)).toEqual(['one', 'after v1']);
    const after = { reference: 'after', source: 'filed', version: 1 };
    const before = { reference: 'before', source: 'filed', version: 1 };
    expect(await matchedIn(scanId)).toEqual([
      { state: 'several', candidates: [after, before] },
      { state: 'one', candidates: [after] },
    ]);
  });

  test('the same declaration again is no news to a scan', async () => {
    const scanId = await scanned();
    await file('A', { declaredAt: '2026-11-22T00:00:00Z' });
    place.told.length = 0;
    await file('A', { declaredAt: '2026-11-22T00:00:00Z' });
    expect(place.told).toEqual([]);
    expect(await matchedIn(scanId)).toHaveLength(1);
  });

  test('a correction made long after the scan stays with it', async () => {
    const scanId = await scanned();
    await file('A', { declaredAt: '2026-11-22T00:00:00Z' });
    await file('A', { declaredAt: '2027-01-05T00:00:00Z', consignee: 'New Quay' });
    expect(await matchOf(scanId)).toEqual(['one', 'A v2']);
  });

  test('a declaration of another time or of another container leaves a scan as it is', async () => {
    const scanId = await scanned({ containers: [SECOND] });
    await file('other');
    await file('long ago', { containers: [SECOND], declaredAt: '2026-01-01T00:00:00Z' });
    expect(await matchOf(scanId)).toEqual(['none']);
    expect(await matchedIn(scanId)).toEqual([]);
  });

  test('the order’s own declaration is one of the candidates, and stays what it was', async () => {
    const declaration = { reference: 'typed', containers: [], seals: [], goods: [] };
    const scanId = await scanned({ declaration });
    expect(await matchOf(scanId)).toEqual(['one', 'typed vnull']);
    place.clock.forward(60_000);
    await file('filed', { declaredAt: '2026-11-22T00:00:00Z' });
    const detail = await getDetail(place.tools.db, scanId);
    expect(detail.declaration).toEqual(declaration);
    expect(detail.declarations.state).toBe('several');
    expect(detail.declarations.candidates.map(({ source, late }) => [source, late])).toEqual([
      ['order', false],
      ['filed', true],
    ]);
  });
});
