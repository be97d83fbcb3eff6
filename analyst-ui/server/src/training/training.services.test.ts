import { keys, TrainingId, type TrainingScan } from '@h986/domain';
import { jsonBytes } from '@h986/stores';
import { ulid } from 'ulid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GEOMETRY } from '../testing/hand-made.ts';
import { addPeople } from '../testing/people.ts';
import { openWorkplace, type Workplace } from '../testing/workplace.ts';
import { answerExercise, listReferences, nextExercise, trainingScores } from './exercises.ts';

const threat = { family: 'pistols', boxPx: { x: 100, y: 4, w: 20, h: 3 } };
let place: Workplace;

beforeAll(async () => {
  place = await openWorkplace(undefined);
  await addPeople(place.tools);
});
afterAll(() => place.close());

async function stored(more: Partial<TrainingScan>): Promise<TrainingId> {
  const id = TrainingId.parse(ulid());
  const about: TrainingScan = {
    v: 1,
    id,
    kind: 'exercise',
    background: null,
    geometry: GEOMETRY,
    lines: 512,
    planes: 2,
    cargo: 'shoes',
    threat: null,
    madeAt: '2026-11-23T08:00:00.000Z',
    ...more,
  };
  await place.objects.putOnce(keys.trainingScan(id), jsonBytes(about));
  return id;
}

test('an exercise comes without its answer, counts once, and is scored by sensitivity and criterion', async () => {
  const hidden = await stored({ threat });
  const clean = await stored({});
  await stored({ kind: 'reference', threat });

  const first = await nextExercise(place.tools, 'analyst');
  expect(first).toMatchObject({ answered: 0, left: 2 });
  expect(JSON.stringify(first)).not.toMatch(/pistols|shoes/);

  const found = { answer: 'threat', place: { x: 105, y: 5 }, seconds: 30 } as const;
  expect(await answerExercise(place.tools, { id: hidden, user: 'analyst', given: found })).toMatchObject({
    right: true,
    threat,
  });
  const again = answerExercise(place.tools, { id: hidden, user: 'analyst', given: found });
  await expect(again).rejects.toMatchObject({ code: 'exercise-answered' });
  const alarm = await answerExercise(place.tools, { id: clean, user: 'analyst', given: found });
  expect(alarm).toMatchObject({ right: false, threat: null });
  expect(await nextExercise(place.tools, 'analyst')).toEqual({ exercise: null, answered: 2, left: 0 });

  await answerExercise(place.tools, {
    id: clean,
    user: 'analyst2',
    given: { answer: 'clear', place: null, seconds: 9 },
  });
  const own = await trainingScores(place.tools, { name: 'analyst', role: 'analyst' });
  expect(own.map(({ user }) => user)).toEqual(['analyst']);
  expect(own[0]?.score).toMatchObject({
    hits: { count: 1, of: 1 },
    falseAlarms: { count: 1, of: 1 },
    medianSeconds: 30,
  });
  const all = await trainingScores(place.tools, { name: 'officer', role: 'risk-officer' });
  expect(all.map(({ user }) => user)).toEqual(['analyst', 'analyst2']);
});

test('training leaves no trace in scans, decisions or the audit chain', async () => {
  const of = async (table: 'scans' | 'decisions') =>
    (await place.tools.db.selectFrom(table).selectAll().execute()).length;
  expect([await of('scans'), await of('decisions')]).toEqual([0, 0]);
  const about = await place.tools.db.selectFrom('audit').select('action').execute();
  expect(new Set(about.map(({ action }) => action))).toEqual(new Set(['user-created']));
});

test('the library shows what is true of its scans', async () => {
  const references = await listReferences(place.tools);
  expect(references).toMatchObject([{ cargo: 'shoes', threat, simulated: true }]);
});

test('what is not there is refused by name', async () => {
  const id = TrainingId.parse(ulid());
  const given = { answer: 'clear', place: null, seconds: 1 } as const;
  await expect(answerExercise(place.tools, { id, user: 'analyst', given })).rejects.toMatchObject({
    code: 'exercise-unknown',
  });
});
