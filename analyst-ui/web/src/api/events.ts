import { EVENTS_SILENT_MS, ServerEvent } from '@h986/domain';

export interface EventHandlers {
  onEvent(event: Exclude<ServerEvent, { kind: 'resync' | 'heartbeat' }>): void;
  /** Something may have been missed: fetch afresh. */
  onResync(): void;
  onConnected(connected: boolean): void;
}

const KINDS = ['scan', 'progress', 'resync', 'heartbeat'] as const satisfies readonly ServerEvent['kind'][];
const RETRY_MS = 3_000;

/** Listens to the server's events for as long as it takes. @returns how to stop */
export function listenToEvents(handlers: EventHandlers, open = () => new EventSource('/api/events')): () => void {
  let source = open();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let interrupted = false;
  attach();

  function attach(): void {
    heard();
    source.onopen = () => {
      heard();
      handlers.onConnected(true);
      if (interrupted) handlers.onResync();
      interrupted = false;
    };
    source.onerror = () => {
      heard();
      interrupted = true;
      handlers.onConnected(false);
      // After a refusal (signed out, server starting) the browser itself does not try again.
      if (source.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(reopen, RETRY_MS);
    };
    for (const kind of KINDS) source.addEventListener(kind, receive);
  }

  function reopen(): void {
    source = open();
    attach();
  }

  function heard(): void {
    clearTimeout(silence);
    silence = setTimeout(() => {
      source.close();
      clearTimeout(timer);
      interrupted = true;
      handlers.onConnected(false);
      reopen();
    }, EVENTS_SILENT_MS);
  }

  function receive({ data }: MessageEvent<string>): void {
    heard();
    const parsed = ServerEvent.safeParse(jsonOf(data));
    // An event of another version says at least that something happened.
    if (!parsed.success || parsed.data.kind === 'resync') handlers.onResync();
    else if (parsed.data.kind !== 'heartbeat') handlers.onEvent(parsed.data);
  }

  return () => {
    clearTimeout(timer);
    clearTimeout(silence);
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
