import { z } from 'zod';
import { Exercise, ExerciseAnswer, ReadingScore, Reference, TrainingId, TrainingScan } from '../training/index.ts';
import { type RouteShape, reviewers } from './shape.ts';

const ByTraining = z.object({ trainingId: TrainingId });

/** Exercises and the reference library. */
export const trainingRoutes = {
  nextExercise: {
    method: 'post',
    path: '/api/training/next',
    roles: reviewers,
    summary: 'An exercise that the caller has not answered yet, drawn by chance',
    answer: z.object({ exercise: Exercise.nullable(), answered: z.number().int(), left: z.number().int() }),
  },
  answerExercise: {
    method: 'post',
    path: '/api/training/:trainingId/answer',
    roles: reviewers,
    summary: 'Answer an exercise, once; says what was there',
    params: ByTraining,
    body: ExerciseAnswer,
    answer: z.object({ right: z.boolean(), threat: TrainingScan.shape.threat, cargo: z.string().nullable() }),
  },
  trainingScores: {
    method: 'get',
    path: '/api/training/scores',
    roles: reviewers,
    summary: 'Sensitivity and criterion of readers: all of them for a risk officer, one’s own for an analyst',
    answer: z.array(z.object({ user: z.string(), score: ReadingScore })),
  },
  listReferences: {
    method: 'get',
    path: '/api/training/references',
    roles: reviewers,
    summary: 'The library: reference scans by goods and by threat',
    answer: z.array(Reference),
  },
  getTrainingPlane: {
    method: 'get',
    path: '/api/training/:trainingId/planes/:strip',
    roles: reviewers,
    summary: 'One strip of a picture to learn from',
    params: ByTraining.extend({ strip: z.coerce.number().int().nonnegative() }),
    answer: { media: 'application/octet-stream' },
  },
  getTrainingPreview: {
    method: 'get',
    path: '/api/training/:trainingId/preview',
    roles: reviewers,
    summary: '8-bit preview of a picture to learn from',
    params: ByTraining,
    answer: { media: 'image/png' },
  },
} as const satisfies Record<string, RouteShape>;
