import { PASSWORD } from './people.ts';

export interface Client {
  /** The cookie that was set at sign-in. */
  cookie: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** Signs in and keeps the cookie, as a browser does. */
export async function signedIn(url: string, name: string, password = PASSWORD): Promise<Client> {
  const answer = await clientOf(url, '').send('POST', '/api/session', { name, password });
  if (!answer.ok) throw new Error(`sign-in answers ${answer.status}: ${await answer.text()}`);
  return clientOf(url, (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '');
}

export function clientOf(url: string, cookie: string): Client {
  return {
    cookie,
    get: (path, headers = {}) => fetch(url + path, { headers: { cookie, ...headers } }),
    send: (method, path, body, headers = {}) =>
      fetch(url + path, {
        method,
        headers: { cookie, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
  };
}
