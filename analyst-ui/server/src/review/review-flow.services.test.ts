import { type MarkDraft, MarkId, type NewDecision, readingPolicies, type ScanId, type Verdict } from '@h986/domain';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordResult } from '../recording/record-result.ts';
import { decide, searchDecisions } from '../records/decisions.ts';
import { returnLease, takeLease } from '../records/leases.ts';
import { getDetail } from '../records/scan-detail.ts';
import { FIRST, newScanId, orderOf, putResult, resultOf, SECOND } from '../testing/hand-made.ts';
import { addPeople } from '../testing/people.ts';
import { openWorkplace, type Workplace } from '../testing/workplace.ts';
import { takeNext } from './assign.ts';
import { answerColleague, askColleague, listConsultations } from './consultations.ts';
import { marksOf, removeMark, setMark } from './marks.ts';
import { timelineFor } from './timeline.ts';

const release: NewDecision = { kind: 'release', reason: 'matches-declaration', text: '', display: {}, revision: FIRST };
const inspect: NewDecision = { ...release, kind: 'inspect', reason: 'suspected-concealment' };
const reader = (name: string) => ({ name, role: 'analyst' }) as const;
const suspicious: Verdict = {
  kind: 'suspicious',
  reasons: [{ code: 'finding', subject: 'f1', detail: '' }],
  policy: { name: 'default', version: '1.0.0' },
};

let place: Workplace;
const tools = () => ({ ...place.tools, leaseMs: place.tools.limits.LEASE_MS });

beforeAll(async () => {
  place = await openWorkplace(undefined);
  await addPeople(place.tools);
});
afterAll(() => place.close());

async function recorded(verdict: Verdict = suspicious): Promise<ScanId> {
  const scanId = newScanId();
  const result = resultOf(orderOf(scanId), { verdict });
  await putResult(place.objects, result);
  await recordResult({ v: 1, scanId, revision: result.revision }, place.tools);
  return scanId;
}

async function read(scanId: ScanId, user: string, decision: NewDecision) {
  place.clock.forward(1);
  await takeLease(tools(), { scanId, user, role: user === 'officer' ? 'risk-officer' : 'analyst' });
  return decide({ ...place.tools, reading: readingPolicies.guarded, chance: () => 0.5 }, { scanId, user, decision });
}

describe('a mark', () => {
  const box: MarkDraft = {
    kind: 'box',
    points: [
      { x: 10, y: 20 },
      { x: 30, y: 40 },
    ],
    text: '',
    version: 0,
  };
  const newMark = () => MarkId.parse(ulid());

  test('is kept at each stroke, by whom and when; the same stroke twice is one', async () => {
    const scanId = await recorded();
    await takeLease(tools(), { scanId, user: 'analyst' });
    const stroke = { scanId, markId: newMark(), user: 'analyst', draft: box };
    const kept = await setMark(place.tools, stroke);
    expect(kept).toMatchObject({ by: 'analyst', version: 1, points: box.points });
    expect(await setMark(place.tools, stroke)).toEqual(kept);
    const moved = {
      ...box,
      points: [
        { x: 11, y: 20 },
        { x: 31, y: 40 },
      ],
      version: 1,
    };
    expect(await setMark(place.tools, { ...stroke, draft: moved })).toMatchObject({ version: 2 });
    expect(await marksOf(place.tools.db, scanId, reader('analyst2'))).toHaveLength(1);
    const events = await timelineFor(place.tools.db, scanId, reader('analyst'));
    expect(events.filter(({ action }) => action === 'mark-set')).toHaveLength(2);
  });

  test('that was changed elsewhere meanwhile is not written over', async () => {
    const scanId = await recorded();
    await takeLease(tools(), { scanId, user: 'analyst' });
    const stroke = { scanId, markId: newMark(), user: 'analyst' };
    await setMark(place.tools, { ...stroke, draft: box });
    await setMark(place.tools, { ...stroke, draft: { ...box, text: 'a', version: 1 } });
    const late = setMark(place.tools, { ...stroke, draft: { ...box, text: 'b', version: 1 } });
    await expect(late).rejects.toMatchObject({ code: 'mark-changed' });
  });

  test('of another can neither be changed nor taken away, and one’s own only while the scan is held', async () => {
    const scanId = await recorded();
    const markId = newMark();
    await takeLease(tools(), { scanId, user: 'analyst' });
    await setMark(place.tools, { scanId, markId, user: 'analyst', draft: box });
    await expect(removeMark(place.tools, { scanId, markId, user: 'analyst2' })).rejects.toMatchObject({
      code: 'mark-not-yours',
    });
    await returnLease(place.tools, { scanId, user: 'analyst' });
    await expect(removeMark(place.tools, { scanId, markId, user: 'analyst' })).rejects.toMatchObject({
      code: 'lease-missing',
    });
    await takeLease(tools(), { scanId, user: 'analyst' });
    await removeMark(place.tools, { scanId, markId, user: 'analyst' });
    await removeMark(place.tools, { scanId, markId, user: 'analyst' });
    expect(await marksOf(place.tools.db, scanId, reader('analyst'))).toEqual([]);
  });

  test('that was taken away is drawn anew as a new one is, and taken away again', async () => {
    const scanId = await recorded();
    const stroke = { scanId, markId: newMark(), user: 'analyst' };
    await takeLease(tools(), { scanId, user: 'analyst' });
    await setMark(place.tools, { ...stroke, draft: box });
    await removeMark(place.tools, stroke);
    const late = setMark(place.tools, { ...stroke, draft: { ...box, text: 'late', version: 1 } });
    await expect(late).rejects.toMatchObject({ code: 'mark-changed' });
    expect(await setMark(place.tools, { ...stroke, draft: box })).toMatchObject({ version: 3 });
    await removeMark(place.tools, stroke);
    expect(await marksOf(place.tools.db, scanId, reader('analyst'))).toEqual([]);
  });

  test('that is not on the picture is no place to send inspectors to', async () => {
    const [scanId, other] = [await recorded(), await recorded()];
    const markId = newMark();
    for (const one of [scanId, other]) await takeLease(tools(), { scanId: one, user: 'analyst2' });
    await setMark(place.tools, { scanId, markId, user: 'analyst2', draft: box });
    const inspection = { scope: 'marked' as const, marks: [markId], instruction: 'unload to row 3' };
    const asked = { user: 'analyst2', decision: { ...inspect, inspection } };
    await expect(decide(place.tools, { ...asked, scanId: other })).rejects.toMatchObject({
      code: 'inspection-mark-unknown',
    });
    expect(await decide(place.tools, { ...asked, scanId })).toMatchObject({ inspection });
  });
});

describe('a release against a suspicious verdict', () => {
  test('is read again by another, who sees nothing of the first reading', async () => {
    const scanId = await recorded();
    expect(await read(scanId, 'analyst', release)).toMatchObject({ final: false, stage: 'first' });
    expect(await getDetail(place.tools.db, scanId)).toMatchObject({ state: 'awaiting-review', decision: null });
    const seen = await getDetail(place.tools.db, scanId, reader('analyst2'));
    expect(seen.decisions).toEqual([]);
    const actions = (await timelineFor(place.tools.db, scanId, reader('analyst2'))).map(({ action }) => action);
    expect(actions.slice(actions.indexOf('result-recorded'))).toEqual(['result-recorded', 'scan-compared']);
    const wanted = { limit: 100, by: 'analyst' };
    const found = await searchDecisions(place.tools.db, wanted, reader('analyst2'));
    expect(found.filter((one) => one.scanId === scanId)).toEqual([]);
    expect((await searchDecisions(place.tools.db, wanted, { name: 'officer', role: 'risk-officer' })).length).toBe(1);
  });

  test('is not read again by the same analyst', async () => {
    const scanId = await recorded();
    await read(scanId, 'analyst', release);
    await expect(takeLease(tools(), { scanId, user: 'analyst' })).rejects.toMatchObject({ code: 'already-read' });
  });

  test('is decided when both agree', async () => {
    const scanId = await recorded();
    await read(scanId, 'analyst', release);
    expect(await read(scanId, 'analyst2', release)).toMatchObject({ final: true, stage: 'second' });
    const detail = await getDetail(place.tools.db, scanId, reader('analyst2'));
    expect(detail).toMatchObject({ state: 'decided', decision: 'release' });
    expect(detail.decisions.map(({ by }) => by)).toEqual(['analyst', 'analyst2']);
  });

  test('goes to a panel when they do not, and the panel sees both readings and has the last word', async () => {
    const scanId = await recorded();
    await read(scanId, 'analyst', release);
    expect(await read(scanId, 'analyst2', inspect)).toMatchObject({ final: false, stage: 'second' });
    const officer = { name: 'officer', role: 'risk-officer' } as const;
    expect((await getDetail(place.tools.db, scanId, officer)).decisions).toHaveLength(2);
    expect(await read(scanId, 'officer', inspect)).toMatchObject({ final: true, stage: 'panel' });
    expect(await getDetail(place.tools.db, scanId)).toMatchObject({ state: 'decided', decision: 'inspect' });
  });

  test('begins anew when another result comes: the first reading was of another one', async () => {
    const scanId = await recorded();
    await read(scanId, 'analyst', release);
    await putResult(place.objects, resultOf(orderOf(scanId), { revision: SECOND, verdict: suspicious }));
    await recordResult({ v: 1, scanId, revision: SECOND }, place.tools);
    const again = { ...release, revision: SECOND };
    expect(await read(scanId, 'analyst', again)).toMatchObject({ stage: 'first', final: false });
  });

  test('is nothing for a risk officer while two analysts have not disagreed', async () => {
    const scanId = await recorded();
    const early = takeLease(tools(), { scanId, user: 'officer', role: 'risk-officer' });
    await expect(early).rejects.toMatchObject({ code: 'panel-only' });
  });
});

describe('where scans are handed out', () => {
  test('an analyst who reaches for one is refused, is given one that the server draws, and can take it up again', async () => {
    const scanId = await recorded();
    const assigned = { ...tools(), assignment: 'assigned' } as const;
    await expect(takeLease(assigned, { scanId, user: 'analyst' })).rejects.toMatchObject({ code: 'not-assigned' });
    const { scan } = await takeNext(assigned, 'analyst');
    expect(scan).toMatchObject({ state: 'in-review', heldBy: 'analyst', verdict: 'suspicious' });
    place.clock.forward(place.tools.limits.LEASE_MS + 1);
    await takeLease(assigned, { scanId: scan?.scanId as ScanId, user: 'analyst' });
    await returnLease(place.tools, { scanId: scan?.scanId as ScanId, user: 'analyst' });
  });

  test('one that was given back does not come again, and what two read at once is never the same', async () => {
    const seen = new Set<string>();
    for (;;) {
      const [mine, theirs] = await Promise.all([takeNext(tools(), 'analyst'), takeNext(tools(), 'analyst2')]);
      for (const { scan } of [mine, theirs]) if (scan) seen.add(`${scan.heldBy} ${scan.scanId}`);
      if (!mine.scan) break;
      expect(mine.scan.scanId).not.toBe(theirs.scan?.scanId);
      await returnLease(place.tools, { scanId: mine.scan.scanId, user: 'analyst' });
    }
    const own = [...seen].filter((one) => one.startsWith('analyst '));
    expect(new Set(own).size).toBe(own.length);
    expect(await takeNext(tools(), 'analyst')).toEqual({ scan: null, until: null });
  });
});

test('a colleague who is asked answers once, and the scan stays with who asked', async () => {
  const scanId = await recorded();
  await takeLease(tools(), { scanId, user: 'analyst' });
  const asked = await askColleague(place.tools, { scanId, user: 'analyst', question: 'Is this a battery?' });
  expect(await listConsultations(place.tools.db, { open: true }, reader('analyst2'))).toHaveLength(1);
  const own = answerColleague(place.tools, { id: asked.id, user: 'analyst', answer: 'Yes.' });
  await expect(own).rejects.toMatchObject({ code: 'consultation-own' });
  await answerColleague(place.tools, { id: asked.id, user: 'analyst2', answer: 'A motor.' });
  const twice = answerColleague(place.tools, { id: asked.id, user: 'officer', answer: 'No.' });
  await expect(twice).rejects.toMatchObject({ code: 'consultation-answered' });
  expect(await getDetail(place.tools.db, scanId)).toMatchObject({ heldBy: 'analyst', state: 'in-review' });
});
