import { once } from 'node:events';
import pg from 'pg';

export interface PostgresLimits {
  /** What a query may take, ms, or 0 for as long as it likes: longer than any of ours does, and than a page waits. */
  answerMs: number;
  /** What a transaction may stand still, ms, before PostgreSQL takes its client for gone. */
  abandonedMs: number;
}

const LIMITS: PostgresLimits = { answerMs: 60_000, abandonedMs: 30_000 };
/** For a new column or index of a large table, which takes what it takes. */
export const PATIENT: PostgresLimits = { ...LIMITS, answerMs: 0 };

/** What `pg` says of a query that has no answer in time. */
const UNANSWERED = 'Query read timeout';

/**
 * Connections to a PostgreSQL that may die without a word, and of a server that may: no query of ours waits for ever, and no lock of ours
 * outlives us for long.
 */
export function openPool(connectionString: string, { answerMs, abandonedMs } = LIMITS): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 10_000,
    query_timeout: answerMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    lock_timeout: 15_000,
    idle_in_transaction_session_timeout: abandonedMs,
  });
  // A connection that breaks is replaced by the pool; without a listener it would end the process, idle or between two queries of a transaction.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    endUnanswered(client);
  });
  return pool;
}

/** The pool would hand out a connection again whose last query has no answer, and whoever got it would wait behind that one. */
function endUnanswered(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const watched = (...given: unknown[]): unknown => {
    const answer = query(...given);
    if (!(answer instanceof Promise)) return answer;
    return answer.catch(async (error: Error) => {
      if (error.message === UNANSWERED) await once(client.connection.stream.destroy(), 'close');
      throw error;
    });
  };
  client.query = watched as typeof client.query;
}
