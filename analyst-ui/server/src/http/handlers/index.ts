import { checkHandlers } from '../../checks/handlers.ts';
import { declarationHandlers } from '../../declarations/handlers.ts';
import type { Hub } from '../../live/hub.ts';
import type { Lanes } from '../../live/lanes.ts';
import { qualityHandlers } from '../../quality/handlers.ts';
import { assertAnswers } from '../../records/database.ts';
import { siblingHandlers } from '../../siblings/handlers.ts';
import type { Tools } from '../../tools.ts';
import { trainingHandlers } from '../../training/handlers.ts';
import type { Handlers } from '../handler.ts';
import { openApiDocument } from '../openapi.ts';
import { reviewHandlers } from './review.ts';
import { scanHandlers } from './scans.ts';
import { sessionHandlers } from './session.ts';

/** A handler for every route of the table. */
export function createHandlers(tools: Tools, hub: Hub, lanes: Lanes): Handlers {
  const document = openApiDocument();
  return {
    ...sessionHandlers(tools, hub),
    ...scanHandlers(tools, lanes),
    ...reviewHandlers(tools),
    ...declarationHandlers(tools),
    ...qualityHandlers(tools),
    ...checkHandlers(tools),
    ...trainingHandlers(tools),
    ...siblingHandlers(tools),
    async health() {
      await assertAnswers(tools.db);
      return { status: 'ok' };
    },
    openApi: async () => document,
    async events(_nothing, { sessionHash }, { request, response }) {
      hub.subscribe({ response, sessionHash, lastEventId: request.get('last-event-id') });
    },
  };
}
