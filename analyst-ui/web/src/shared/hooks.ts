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

/** What the server answers to a question, asked again on `reload` and whenever events may have been missed. */
export function useLoad<T>(ask: () => Promise<T>, key: string): Loaded<T> {
  const { listen } = useApp();
  const [state, setState] = useState<{ key: string; data?: T; error?: unknown }>({ key });
  const asked = useRef(ask);
  asked.current = ask;
  const turn = useRef(0);

  const reload = useCallback(() => {
    const mine = ++turn.current;
    const latest = (then: () => void) => mine === turn.current && then();
    asked.current().then(
      (data) => latest(() => setState({ key, data })),
      (error: unknown) => latest(() => setState((old) => ({ ...(old.key === key ? old : { key }), error }))),
    );
  }, [key]);

  useEffect(() => {
    reload();
    return listen({ onEvent: () => {}, onResync: reload });
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
