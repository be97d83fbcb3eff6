import type { ServerEvent } from '@h986/domain';
import type { Response } from 'express';

/** A client that has not read so much of what it was sent is dropped; it comes back and is told what it missed. */
const MAX_UNREAD_BYTES = 1024 * 1024;
const RING = 2_000;

export interface Subscriber {
  response: Response;
  sessionHash: string;
  lastEventId: string | undefined;
}

/** Server-sent events: numbered within this run of the server, the last of them kept for whoever was away for a moment. */
export interface Hub {
  tell(event: ServerEvent): void;
  subscribe(subscriber: Subscriber): void;
  /** Ends the streams of one session. */
  endSession(sessionHash: string): void;
  /** Ends the streams of sessions that have run out. */
  endSessions(lives: (sessionHash: string) => Promise<boolean>): Promise<void>;
  /** To every client, once in `EVENTS_HEARTBEAT_MS`; without a number, for nobody misses one. */
  heartbeat(): void;
  clients(): number;
  close(): void;
}

/** @param bootId told apart from every earlier run's, letters and digits */
export function createHub(bootId: string, ringSize = RING): Hub {
  const clients = new Set<Subscriber>();
  const ring: { n: number; text: string }[] = [];
  let count = 0;

  const drop = (client: Subscriber): void => {
    clients.delete(client);
    client.response.destroy();
  };
  const send = (client: Subscriber, text: string): void => {
    if (client.response.writableLength > MAX_UNREAD_BYTES) drop(client);
    else client.response.write(text);
  };

  return {
    tell(event) {
      count += 1;
      const text = `id: ${bootId}-${count}\n${lines(event)}`;
      ring.push({ n: count, text });
      if (ring.length > ringSize) ring.shift();
      for (const client of clients) send(client, text);
    },
    subscribe(client) {
      const { response, lastEventId } = client;
      response.status(200).set({
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      response.flushHeaders();
      clients.add(client);
      response.on('close', () => clients.delete(client));
      for (const text of missedSince(lastEventId)) send(client, text);
    },
    endSession(sessionHash) {
      for (const client of [...clients]) if (client.sessionHash === sessionHash) end(client);
    },
    async endSessions(lives) {
      for (const client of [...clients]) if (!(await lives(client.sessionHash))) end(client);
    },
    heartbeat() {
      for (const client of [...clients]) send(client, lines({ kind: 'heartbeat' }));
    },
    clients: () => clients.size,
    close() {
      for (const client of [...clients]) end(client);
    },
  };

  function end(client: Subscriber): void {
    clients.delete(client);
    client.response.end();
  }

  /** A client that is new has missed nothing; one whose last event is not in the ring has to fetch afresh. */
  function missedSince(lastEventId: string | undefined): string[] {
    const here = `id: ${bootId}-${count}\n`;
    if (lastEventId === undefined) return [`${here}\n`];
    const [boot, n] = lastEventId.split('-');
    const last = Number(n);
    const oldest = ring[0]?.n ?? count + 1;
    if (boot !== bootId || !Number.isInteger(last) || last > count || last < oldest - 1) {
      return [`${here}${lines({ kind: 'resync' })}`];
    }
    return ring.filter((entry) => entry.n > last).map((entry) => entry.text);
  }
}

function lines(event: ServerEvent): string {
  return `event: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`;
}
