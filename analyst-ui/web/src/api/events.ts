import { ServerEvent } from '@h986/domain';

export interface EventHandlers {
  onEvent(event: Exclude<ServerEvent, { kind: 'resync' }>): void;
  /** Something may have been missed: fetch afresh. */
  onResync(): void;
  onConnected(connected: boolean): void;
}

const KINDS = ['scan', 'progress', 'resync'] as const satisfies readonly ServerEvent['kind'][];
const RETRY_MS = 3_000;

/** Listens to the server's events for as long as it takes. @returns how to stop */
export function listenToEvents(handlers: EventHandlers, open = () => new EventSource('/api/events')): () => void {
  let source = open();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let interrupted = false;
  attach();

  function attach(): void {
    source.onopen = () => {
      handlers.onConnected(true);
      if (interrupted) handlers.onResync();
      interrupted = false;
    };
    source.onerror = () => {
      interrupted = true;
      handlers.onConnected(false);
      // After a refusal (signed out, server starting) the browser itself does not try again.
      if (source.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(() => {
        source = open();
        attach();
      }, RETRY_MS);
    };
    for (const kind of KINDS) source.addEventListener(kind, receive);
  }

  function receive({ data }: MessageEvent<string>): void {
    const parsed = ServerEvent.safeParse(jsonOf(data));
    // An event of another version says at least that something happened.
    if (!parsed.success || parsed.data.kind === 'resync') handlers.onResync();
    else handlers.onEvent(parsed.data);
  }

  return () => {
    clearTimeout(timer);
    source.close();
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
