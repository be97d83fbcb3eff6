import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServerEvent } from '@h986/domain';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { createHub, type Hub } from './hub.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

const strip = (n: number): ServerEvent => ({
  kind: 'progress',
  progress: { kind: 'strip-shown', scanId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' as never, strip: n },
});

test('a browser that comes back is told what it missed, in order', async () => {
  const hub = createHub('boot1');
  const url = await serve(hub);
  for (let n = 1; n <= 3; n++) hub.tell(strip(n));

  const text = await readStream(`${url}?last=boot1-1`, 2);
  expect(idsIn(text)).toEqual(['boot1-2', 'boot1-3']);
  expect(text).toContain('event: progress\ndata: {"kind":"progress"');
});

test('a browser that was away too long, or knew another run of the server, is told to fetch afresh', async () => {
  const hub = createHub('boot2', 2);
  const url = await serve(hub);
  for (let n = 1; n <= 4; n++) hub.tell(strip(n));

  for (const last of ['boot2-1', 'boot1-4', 'boot2-9', 'boot2-x', 'nonsense']) {
    const text = await readStream(`${url}?last=${last}`, 1);
    expect(text).toBe('id: boot2-4\nevent: resync\ndata: {"kind":"resync"}\n\n');
  }
  expect(idsIn(await readStream(`${url}?last=boot2-2`, 2))).toEqual(['boot2-3', 'boot2-4']);
});

test('a stream ends with its session', async () => {
  const hub = createHub('boot3');
  const url = await serve(hub);
  const response = await fetch(url);
  expect(hub.clients()).toBe(1);
  await hub.endSessions(async () => true);
  hub.heartbeat();
  await hub.endSessions(async (session) => session !== 'session-1');
  expect(await response.text()).toBe('id: boot3-0\n\nevent: heartbeat\ndata: {"kind":"heartbeat"}\n\n');
  expect(hub.clients()).toBe(0);
});

test('a client that does not read is dropped, not buffered for ever', async () => {
  const hub = createHub('boot4');
  const url = await serve(hub);
  const response = await fetch(url);
  expect(hub.clients()).toBe(1);
  const large = 'x'.repeat(64 * 1024);
  for (let n = 0; n < 500 && hub.clients() > 0; n++) {
    hub.tell({ kind: 'progress', progress: { ...strip(n), detail: large } as never });
    if (n % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(hub.clients()).toBe(0);
  await response.body?.cancel().catch(() => {});
});

async function serve(hub: Hub): Promise<string> {
  const app = express();
  app.get('/', (request, response) => {
    const last = request.query.last;
    hub.subscribe({ response, sessionHash: 'session-1', lastEventId: typeof last === 'string' ? last : undefined });
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Reads until so many events are complete. */
async function readStream(url: string, events: number): Promise<string> {
  const stop = new AbortController();
  const response = await fetch(url, { signal: stop.signal });
  let text = '';
  for await (const part of response.body ?? []) {
    text += new TextDecoder().decode(part);
    if (text.split('\n\n').length > events) break;
  }
  stop.abort();
  return text;
}

function idsIn(text: string): string[] {
  return [...text.matchAll(/^id: (.+)$/gm)].map((match) => match[1] ?? '');
}
