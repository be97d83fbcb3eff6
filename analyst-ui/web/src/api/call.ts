import { DomainError, Problem, type RouteAnswer, type RouteInput, type RouteName, routes } from '@h986/domain';
import type { ServerClock } from './clock.ts';
import { bodyOf, silenceAfter } from './silence.ts';

type Parts<N extends RouteName> = {
  [P in keyof RouteInput<N> as [RouteInput<N>[P]] extends [never] ? never : P]: RouteInput<N>[P];
};
/** A part of which nothing is needed may be left out. */
type Given<N extends RouteName> = {
  [P in keyof Parts<N> as object extends Parts<N>[P] ? P : never]?: Parts<N>[P];
} & { [P in keyof Parts<N> as object extends Parts<N>[P] ? never : P]: Parts<N>[P] };
/** JSON as its schema says; a stream of another media type as a Blob. */
export type Answer<N extends RouteName> = [RouteAnswer<N>] extends [never] ? Blob : RouteAnswer<N>;
type Arguments<N extends RouteName> = keyof Given<N> extends never
  ? []
  : object extends Given<N>
    ? [input?: Given<N>]
    : [input: Given<N>];

export type Call = <N extends RouteName>(name: N, ...input: Arguments<N>) => Promise<Answer<N>>;

/** The server refused, or could not be reached (`code` `unreachable`, `status` 0). */
export class ProblemError extends DomainError {
  readonly status: number;
  readonly errors: Problem['errors'];

  constructor(problem: Pick<Problem, 'status' | 'code' | 'detail' | 'errors'>, cause?: unknown) {
    super(problem.code, problem.detail, { retryable: problem.status === 0 || problem.status >= 500, cause });
    this.name = 'ProblemError';
    this.status = problem.status;
    this.errors = problem.errors;
  }
}

export interface CallOptions {
  clock: ServerClock;
  /** The session has ended. @returns whether the same user has signed in again: then the call is repeated */
  onSignedOut(): Promise<boolean>;
  fetch?: typeof fetch;
  /** How long nothing need come before the server counts as unreachable, ms; of a file that is sent it may be longer. */
  silentMs?: number;
}

/** A busy server answers within seconds; a file says nothing while it goes up. */
const SILENT_MS = 20_000;
const SILENT_FILE_MS = 10 * 60_000;

/**
 * The typed client of the route table: `call('getScan', { params: { scanId } })`. A call that meets an ended session waits
 * until somebody has signed in, and is repeated if it is still theirs.
 *
 * @throws {ProblemError}
 */
export function createCall({
  clock,
  onSignedOut,
  fetch = globalThis.fetch.bind(globalThis),
  silentMs = SILENT_MS,
}: CallOptions): Call {
  const call: Call = async (name, ...input) => {
    try {
      return await once(name, ...input);
    } catch (error) {
      const ended = error instanceof ProblemError && error.status === 401 && name !== 'signIn' && name !== 'whoAmI';
      if (!ended || !(await onSignedOut())) throw error;
      return once(name, ...input);
    }
  };
  const once: Call = async (name, ...[input]) => {
    const { method, path, answer } = routes[name];
    const { params, query, body, file } = (input ?? {}) as {
      params?: object;
      query?: object;
      body?: object;
      file?: Blob;
    };
    const sentAt = Date.now();
    const silence = silenceAfter(file === undefined ? silentMs : SILENT_FILE_MS);
    const request = {
      method: method.toUpperCase(),
      signal: silence.signal,
      // What is given back on leaving the page must outlive it.
      keepalive: method === 'delete',
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      // What a file is, the query says; browsers guess by its name.
      ...(file === undefined ? {} : { headers: { 'content-type': 'application/octet-stream' }, body: file }),
    };
    const { response, said } = await fetch(urlOf(path, params, query), request)
      .then(async (response) => {
        clock.heard(response.headers.get('date'), sentAt, Date.now());
        return { response, said: await bodyOf(response, silence.heard) };
      })
      .catch((cause: unknown) => {
        throw new ProblemError({ status: 0, code: 'unreachable', detail: String(cause), errors: [] }, cause);
      })
      .finally(silence.end);

    if (!response.ok) throw await problemOf(response, said);
    if (!('safeParse' in answer)) return said as Answer<typeof name>;
    const parsed = answer.safeParse(await jsonOf(said));
    if (parsed.success) return parsed.data as Answer<typeof name>;
    throw new ProblemError({ status: response.status, code: 'answer-shape', detail: parsed.error.message, errors: [] });
  };
  return call;
}

const jsonOf = (said: Blob): Promise<unknown> =>
  said
    .text()
    .then(JSON.parse)
    .catch(() => undefined);

function urlOf(path: string, params: object = {}, query: object = {}): string {
  const values = new Map(Object.entries(params));
  const filled = path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(values.get(key))));
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

async function problemOf(response: Response, said: Blob): Promise<ProblemError> {
  const parsed = Problem.safeParse(await jsonOf(said));
  if (parsed.success) return new ProblemError(parsed.data);
  return new ProblemError({ status: response.status, code: 'unexpected', detail: response.statusText, errors: [] });
}
