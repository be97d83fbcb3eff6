import type { ServerEvent } from '@h986/domain';

export interface EventReader {
  /** Every event so far, oldest first. */
  events: ServerEvent[];
  /** Waits for one that is like this. */
  until(like: (event: ServerEvent) => boolean, withinMs?: number): Promise<ServerEvent>;
  /** Settles when the server ends the stream. */
  ended: Promise<void>;
  close(): void;
}

/** Reads `/api/events` as a browser's EventSource does. */
export async function readEvents(url: string, cookie: string, lastEventId?: string): Promise<EventReader> {
  const stop = new AbortController();
  const response = await fetch(`${url}/api/events`, {
    headers: { cookie, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
    signal: stop.signal,
  });
  const events: ServerEvent[] = [];
  let wake: () => void = () => {};
  const ended = (async () => {
    let text = '';
    for await (const part of response.body ?? []) {
      text += new TextDecoder().decode(part, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data !== undefined) events.push(JSON.parse(data) as ServerEvent);
      }
      wake();
    }
  })().catch(() => {});
  return {
    events,
    ended,
    async until(like, withinMs = 45_000) {
      const deadline = Date.now() + withinMs;
      for (;;) {
        const found = events.find(like);
        if (found) return found;
        if (Date.now() > deadline) throw new Error(`no such event among ${JSON.stringify(events)}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, 250);
        });
      }
    },
    close: () => stop.abort(),
  };
}
