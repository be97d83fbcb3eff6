import {
  DomainError,
  type Exercise,
  type ExerciseAnswer,
  isRight,
  type ReadingScore,
  type Reference,
  readingScore,
  type TrainingId,
  type TrainingScan,
} from '@h986/domain';
import type { Db } from '../records/tables.ts';
import type { Reader } from '../review/blindness.ts';
import type { Tools } from '../tools.ts';
import { getTrainingScan, trainingScans } from './training-scans.ts';

type TrainingTools = Pick<Tools, 'db' | 'objects' | 'now' | 'chance'>;

/** An exercise that the reader has not answered yet, drawn by chance; null when there is none. */
export async function nextExercise(
  { db, objects, chance }: TrainingTools,
  user: string,
): Promise<{ exercise: Exercise | null; answered: number; left: number }> {
  const all = await trainingScans(objects, 'exercise');
  const done = new Set((await answersOf(db, user)).map(({ exercise }) => exercise));
  const open = all.filter(({ id }) => !done.has(id));
  const drawn = open[Math.min(open.length - 1, Math.floor(chance() * open.length))];
  return { exercise: drawn ? withoutAnswer(drawn) : null, answered: done.size, left: open.length };
}

/**
 * Keeps an answer and says what was there. The first answer counts.
 *
 * @throws {DomainError} `exercise-unknown`, `exercise-answered`
 */
export async function answerExercise(
  { db, objects, now }: TrainingTools,
  { id, user, given }: { id: TrainingId; user: string; given: ExerciseAnswer },
): Promise<{ right: boolean; threat: TrainingScan['threat']; cargo: string | null }> {
  const { threat, cargo } = await getTrainingScan(objects, id, 'exercise');
  const right = isRight(given, threat);
  const { answer, place, seconds } = given;
  const added = await db
    .insertInto('exercise_answers')
    .values({
      exercise: id,
      user_name: user,
      family: threat?.family ?? null,
      answer,
      place: place && JSON.stringify(place),
      seconds,
      correct: right,
      answered_at: now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('exercise')
    .executeTakeFirst();
  if (!added) throw new DomainError('exercise-answered', 'this exercise has been answered');
  return { right, threat, cargo };
}

/** Everybody's scores for those who audit, one's own for everybody else. */
export async function trainingScores(
  { db }: TrainingTools,
  { name, role }: Reader,
): Promise<{ user: string; score: ReadingScore }[]> {
  const rows = await answersOf(db, role === 'analyst' ? name : null);
  const users = [...new Set(rows.map(({ user_name }) => user_name))].sort();
  return users.map((user) => ({
    user,
    score: readingScore(
      rows
        .filter(({ user_name }) => user_name === user)
        .map(({ family, answer, correct, seconds }) => ({ family, answer, right: correct, seconds })),
    ),
  }));
}

/** The library: pictures with what is true of them, by goods and by threat. */
export async function listReferences({ objects }: TrainingTools): Promise<Reference[]> {
  const all = await trainingScans(objects, 'reference');
  return all.map((scan) => ({ ...withoutAnswer(scan), cargo: scan.cargo, threat: scan.threat }));
}

function answersOf(db: Db, user: string | null) {
  const query = db.selectFrom('exercise_answers').selectAll().orderBy('answered_at');
  return (user === null ? query : query.where('user_name', '=', user)).execute();
}

const withoutAnswer = ({ id, geometry, lines, planes, background }: TrainingScan): Exercise => ({
  id,
  geometry,
  lines,
  planes,
  simulated: background === null,
});
