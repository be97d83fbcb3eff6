import { keys } from '@h986/domain';
import type { Handlers } from '../http/handler.ts';
import { send } from '../http/pixels.ts';
import type { Tools } from '../tools.ts';
import { answerExercise, listReferences, nextExercise, trainingScores } from './exercises.ts';

type Own = Pick<
  Handlers,
  'nextExercise' | 'answerExercise' | 'trainingScores' | 'listReferences' | 'getTrainingPlane' | 'getTrainingPreview'
>;

const ALWAYS = 'private, max-age=31536000, immutable';

export function trainingHandlers(tools: Tools): Own {
  return {
    nextExercise: (_nothing, { user }) => nextExercise(tools, user.name),
    answerExercise: ({ params, body }, { user }) =>
      answerExercise(tools, { id: params.trainingId, user: user.name, given: body }),
    trainingScores: (_nothing, { user }) => trainingScores(tools, user),
    listReferences: () => listReferences(tools),
    getTrainingPlane: ({ params: { trainingId, strip } }, _caller, exchange) =>
      send(tools.objects, keys.trainingPlane(trainingId, strip), exchange, {
        type: 'application/octet-stream',
        etag: `"${trainingId}-${strip}"`,
        caching: ALWAYS,
      }),
    getTrainingPreview: ({ params: { trainingId } }, _caller, exchange) =>
      send(tools.objects, keys.trainingPreview(trainingId), exchange, {
        type: 'image/png',
        etag: `"${trainingId}"`,
        caching: ALWAYS,
      }),
  };
}
