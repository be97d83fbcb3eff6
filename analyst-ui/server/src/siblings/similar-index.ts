import { createSimilarIndex, type SimilarIndex } from '@h986/domain';
import type { Db } from '../records/tables.ts';
import { floatsOf } from './keep.ts';

const LENGTH = 128;
/** Rows of one instant may be committed a little apart. */
const AGAIN_MS = 60_000;
const PAGE = 5_000;

export interface SimilarOnFile {
  /** Reads what has been recorded since; by whatever server. */
  index(): Promise<SimilarIndex>;
}

/** The embeddings of all containers in this process's memory: read at the first question, and what is new at each one after it. */
export function similarOnFile(db: Db): SimilarOnFile {
  const index = createSimilarIndex(LENGTH);
  let newest = new Date(0);
  let turn: Promise<void> = Promise.resolve();
  const read = async (): Promise<void> => {
    const from = new Date(Math.max(0, newest.getTime() - AGAIN_MS));
    for (let offset = 0; ; offset += PAGE) {
      const rows = await db
        .selectFrom('container_features')
        .select(['scan_id', 'container', 'embedding', 'recorded_at'])
        .where('embedding', 'is not', null)
        .where('recorded_at', '>=', from)
        .orderBy('recorded_at')
        .orderBy('scan_id')
        .orderBy('container')
        .limit(PAGE)
        .offset(offset)
        .execute();
      for (const { scan_id, container, embedding, recorded_at } of rows) {
        if (embedding) index.put(`${scan_id} ${container}`, floatsOf(embedding));
        if (recorded_at > newest) newest = recorded_at;
      }
      if (rows.length < PAGE) return;
    }
  };
  return {
    async index() {
      const next = turn.then(read, read);
      turn = next;
      await next;
      return index;
    },
  };
}
