import {
  DomainError,
  Problem,
  type RouteAnswer,
  type RouteInput,
  type RouteName,
  routes,
  ServerEvent,
} from '@h986/domain';

/** A signed-in caller of the server's API: what scripts and tests use. */
export interface Api {
  call<N extends RouteName>(name: N, input?: Partial<RouteInput<N>>): Promise<RouteAnswer<N>>;
  /** Server events until `stop` aborts; comes back by itself after a lost connection. */
  follow(onEvent: (event: ServerEvent) => void, stop: AbortSignal): Promise<void>;
}

/** @throws {DomainError} with the server's own code when it refuses */
export async function signIn(url: string, name: string, password: string): Promise<Api> {
  let cookie = '';
  const request = async (
    route: (typeof routes)[RouteName],
    input: { params?: unknown; query?: unknown; body?: unknown },
  ): Promise<Response> => {
    const answer = await fetch(address(url, route.path, input), {
      method: route.method.toUpperCase(),
      headers: { cookie, origin: url, ...(input.body !== undefined && { 'content-type': 'application/json' }) },
      ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
    });
    if (answer.ok) return answer;
    const problem = Problem.safeParse(await answer.json().catch(() => null));
    const { code = `http-${answer.status}`, detail = route.path, errors = [] } = problem.data ?? {};
    throw new DomainError(code, detail, { retryable: answer.status >= 500, details: { errors } });
  };
  const api: Api = {
    async call(route, input = {}) {
      const shape = routes[route];
      const answer = await request(shape, input);
      if ('media' in shape.answer) return new Uint8Array(await answer.arrayBuffer()) as never;
      return shape.answer.parse(await answer.json()) as never;
    },
    async follow(onEvent, stop) {
      let last = '';
      while (!stop.aborted) {
        try {
          const headers = { cookie, accept: 'text/event-stream', ...(last && { 'last-event-id': last }) };
          const answer = await fetch(`${url}${routes.events.path}`, { headers, signal: stop });
          for await (const { id, data } of readEvents(answer)) {
            last = id || last;
            const event = ServerEvent.safeParse(JSON.parse(data));
            if (event.success) onEvent(event.data);
          }
        } catch {
          if (!stop.aborted) await new Promise((resolve) => setTimeout(resolve, 200));
        }
      }
    },
  };
  const answer = await request(routes.signIn, { body: { name, password } });
  cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return api;
}

function address(url: string, path: string, { params, query }: { params?: unknown; query?: unknown }): string {
  const filled = path.replace(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)?.[key])),
  );
  const given = Object.entries((query ?? {}) as Record<string, unknown>).filter(([, v]) => v !== undefined);
  const search = new URLSearchParams(given.map(([k, v]) => [k, String(v)]));
  return `${url}${filled}${search.size > 0 ? `?${search}` : ''}`;
}

async function* readEvents(answer: Response): AsyncGenerator<{ id: string; data: string }> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const field = (name: string): string =>
        lines
          .find((l) => l.startsWith(`${name}:`))
          ?.slice(name.length + 1)
          .trim() ?? '';
      if (field('data')) yield { id: field('id'), data: field('data') };
    }
  }
}
