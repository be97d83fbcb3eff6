import type { Handlers } from '../http/handler.ts';
import type { Tools } from '../tools.ts';
import { similarScans } from './similar.ts';
import { similarOnFile } from './similar-index.ts';

export function siblingHandlers({ db, log }: Tools): Pick<Handlers, 'getSimilar'> {
  const onFile = similarOnFile(db);
  // Read at the start, so that the first question does not wait for it.
  onFile.index().catch((error: unknown) => log.warn({ error }, 'the embeddings could not be read yet'));
  return { getSimilar: ({ params }) => similarScans(db, onFile, params.scanId) };
}
