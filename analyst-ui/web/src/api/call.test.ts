import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createCall, ProblemError } from './call.ts';
import { createServerClock } from './clock.ts';

const scanId = '01J0000000000000000000000A';
const user = { name: 'li', displayName: 'Li', role: 'analyst', locale: 'zh-CN', disabled: false };

test('a call fills the path, the query and the body from the route table', async () => {
  const { call, asked } = clientOf(() => Response.json([]));
  await call('listScans', { query: { view: 'lane', lane: 'lane-1', container: '' } });
  await call('getPlane', { params: { scanId, strip: 3 } });
  await call('setLocale', { body: { locale: 'en' } }).catch(() => {});

  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /api/scans?view=lane&lane=lane-1',
    `GET /api/scans/${scanId}/planes/3`,
    'PUT /api/session/locale',
  ]);
  expect(asked[2]?.body).toBe('{"locale":"en"}');
});

test('an answer is parsed, and one of another shape is refused by name', async () => {
  const good = clientOf(() => Response.json(user));
  const bad = clientOf(() => Response.json({ ...user, role: 'king' }));

  await expect(good.call('whoAmI')).resolves.toEqual(user);
  await expect(bad.call('whoAmI')).rejects.toMatchObject({ code: 'answer-shape' });
});

test('a refusal is thrown with its code, status and faults', async () => {
  const problem = {
    type: 'urn:h986:problem:bad-input',
    title: 'bad-input',
    status: 400,
    detail: 'no',
    code: 'bad-input',
    errors: [{ path: 'body.lane', code: 'lane-id-shape' }],
  };
  const { call } = clientOf(() => Response.json(problem, { status: 400 }));
  const error = await call('createScan', { body: { lane: 'x', containers: [] } }).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({ code: 'bad-input', status: 400, errors: problem.errors, retryable: false });
});

test('a server that cannot be reached, or answers without a word, has a name too', async () => {
  const gone = clientOf(() => {
    throw new TypeError('fetch failed');
  });
  const proxy = clientOf(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));

  await expect(gone.call('health')).rejects.toMatchObject({ code: 'unreachable', retryable: true });
  await expect(proxy.call('health')).rejects.toMatchObject({ code: 'unexpected', status: 502, retryable: true });
});

test.each<[string, RequestListener]>([
  ['never answers', () => {}],
  ['stops in the middle of its answer', (_, answer) => void answer.writeHead(200).write('[')],
  ['breaks off', (_, answer) => void answer.writeHead(200).write('[', () => answer.destroy())],
])('a server that %s cannot be reached, and the call may be tried again', async (_, server) => {
  const { call, close } = await served(server);
  await expect(call('listScans', { query: {} })).rejects.toMatchObject({ code: 'unreachable', retryable: true });
  close();
});

test('a long answer that keeps coming is waited for', async () => {
  const { call, close } = await served((_, answer) => {
    answer.write('[');
    const more = setInterval(() => answer.write(' '), SILENT_MS / 20);
    setTimeout(() => {
      clearInterval(more);
      answer.end(']');
    }, 1.5 * SILENT_MS);
  });
  await expect(call('listScans', { query: {} })).resolves.toEqual([]);
  close();
});

test('a session that has ended is told once it is met, but not while nobody is signed in', async () => {
  const { call, signedOut } = clientOf(() => new Response(null, { status: 401 }));
  await call('whoAmI').catch(() => {});
  expect(signedOut()).toBe(0);

  await call('getScan', { params: { scanId } }).catch(() => {});
  expect(signedOut()).toBe(1);
});

test('what met an ended session is sent again once the same user has signed in, and not for another', async () => {
  const answers = [new Response(null, { status: 401 }), Response.json([])];
  const same = clientOf(() => answers.shift() ?? Response.error(), true);
  await expect(same.call('listScans', { query: {} })).resolves.toEqual([]);
  expect(same.asked).toHaveLength(2);

  const other = clientOf(() => new Response(null, { status: 401 }), false);
  await expect(other.call('listScans', { query: {} })).rejects.toMatchObject({ status: 401 });
  expect(other.asked).toHaveLength(1);
});

function clientOf(answer: () => Response, signsInAgain = false) {
  const asked: { method: string | undefined; path: string; body: unknown }[] = [];
  let ended = 0;
  const call = createCall({
    clock: createServerClock(),
    onSignedOut: async () => {
      ended++;
      return signsInAgain;
    },
    fetch: async (path, init) => {
      asked.push({ method: init?.method, path: String(path), body: init?.body });
      return answer();
    },
  });
  return { call, asked, signedOut: () => ended };
}

const SILENT_MS = 1_000;

/** A client of a server that does as it is told. */
async function served(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const call = createCall({
    clock: createServerClock(),
    onSignedOut: async () => false,
    fetch: (path, init) => fetch(`${base}${String(path)}`, init),
    silentMs: SILENT_MS,
  });
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { call, close };
}
