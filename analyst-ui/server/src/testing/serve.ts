import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EVENTS_HEARTBEAT_MS } from '@h986/domain';
import { findSession } from '../accounts/sessions.ts';
import { createApp } from '../http/app.ts';
import { createHandlers } from '../http/handlers/index.ts';
import { readSessionId } from '../http/session-cookie.ts';
import { createHub, type Hub } from '../live/hub.ts';
import { createLanes } from '../live/lanes.ts';
import type { Workplace } from './workplace.ts';

export interface Served {
  url: string;
  hub: Hub;
  close(): Promise<void>;
}

/** The HTTP side of a workplace, really listening; on a port of its own choice where none is given. */
export async function serve({ tools }: Workplace, webDist: string, port = 0): Promise<Served> {
  const hub = createHub('test');
  const app = createApp({
    handlers: createHandlers({ ...tools, tell: hub.tell }, hub, createLanes(['lane-1'])),
    async identify(request) {
      const id = readSessionId(request);
      const session = id === null ? null : await findSession(tools.db, id, tools.now());
      return session && { user: session.user, sessionHash: session.hash };
    },
    webDist,
    trustProxy: 'loopback',
    log: tools.log,
  });
  const server = createServer(app).listen(port, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const heart = setInterval(hub.heartbeat, EVENTS_HEARTBEAT_MS);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hub,
    async close() {
      clearInterval(heart);
      hub.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
