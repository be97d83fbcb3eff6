import { isRetryable } from '@h986/domain';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Listener } from '../app/context.ts';
import { useApp } from '../app/context.ts';

export interface Loaded<T> {
  data: T | undefined;
  error: unknown;
  reload(): void;
  /** Changes what is shown without asking the server. */
  patch(change: (data: T) => T): void;
}

const RETRY_MS = 3_000;

/**
 * What the server answers to a question, asked again on `reload`, whenever events may have been missed, and until it
 * can be reached.
 *
 * @param known an answer that was had before, to begin with
 */
export function useLoad<T>(ask: () => Promise<T>, key: string, known?: T): Loaded<T> {
  const { listen } = useApp();
  const [state, setState] = useState<{ key: string; data?: T; error?: unknown }>({ key, data: known });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(ask);
  asked.current = ask;
  const turn = useRef(0);

  const reload = useCallback(() => {
    const mine = ++turn.current;
    const latest = (then: () => void) => mine === turn.current && then();
    asked.current().then(
      (data) => latest(() => setState({ key, data })),
      (error: unknown) =>
        latest(() => {
          setState((old) => ({ ...(old.key === key ? old : { key }), error }));
          clearTimeout(timer.current);
          if (isRetryable(error)) timer.current = setTimeout(reload, RETRY_MS);
        }),
    );
  }, [key]);

  useEffect(() => {
    reload();
    const stop = listen({ onEvent: () => {}, onResync: reload });
    return () => {
      stop();
      // No answer to this question is waited for any more.
      turn.current++;
      clearTimeout(timer.current);
    };
  }, [reload, listen]);

  const patch = useCallback(
    (change: (data: T) => T) => setState((old) => (old.data === undefined ? old : { ...old, data: change(old.data) })),
    [],
  );
  // What belongs to another key is not shown under this one.
  const current = state.key === key ? state : { key };
  return { data: current.data, error: current.error, reload, patch };
}

/** Hears the server's events as long as the component lives. */
export function useEvents(listener: Listener): void {
  const { listen } = useApp();
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(
    () => listen({ onEvent: (event) => latest.current.onEvent(event), onResync: () => latest.current.onResync() }),
    [listen],
  );
}

/** Draws again so often; for ages and countdowns. @returns the server's time, ms */
export function useNow(everyMs: number): number {
  const { clock } = useApp();
  const [now, setNow] = useState(clock.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return now;
}
