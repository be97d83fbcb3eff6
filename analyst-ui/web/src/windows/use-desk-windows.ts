import type { ScanId } from '@h986/domain';
import { useEffect, useRef, useState } from 'react';
import type { DeskChannel, WindowKind } from './channel.ts';

/** A window that has said nothing for so long is closed, or hidden: a browser slows what nobody sees. */
const GONE_MS = 4_000;

export interface DeskWindows {
  /** What a second window shows in this one's place. */
  away: ReadonlySet<WindowKind>;
  /** How the picture is shown in its own window. */
  seen(): Record<string, unknown> | null;
}

/** The side of the window that has the worklist: who else is there, and what all are reading. */
export function useDeskWindows(channel: DeskChannel, scanId: ScanId | null): DeskWindows {
  const [away, setAway] = useState<ReadonlySet<WindowKind>>(new Set());
  const heardAt = useRef(new Map<WindowKind, number>());
  const state = useRef<Record<string, unknown> | null>(null);
  const latest = useRef(scanId);
  latest.current = scanId;

  useEffect(() => {
    const count = (): void => {
      const since = Date.now() - GONE_MS;
      const there = [...heardAt.current].filter(([, at]) => at > since).map(([kind]) => kind);
      setAway((old) => (same(old, there) ? old : new Set(there)));
    };
    const stop = channel.hear((message) => {
      if (message.kind === 'seen') state.current = message.state;
      if (message.kind === 'gone') heardAt.current.delete(message.window);
      if (message.kind === 'here') {
        const isNew = !heardAt.current.has(message.window);
        heardAt.current.set(message.window, Date.now());
        if (isNew) channel.say({ kind: 'reading', scanId: latest.current });
      }
      count();
    });
    const timer = setInterval(count, GONE_MS / 2);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [channel]);
  useEffect(() => {
    state.current = null;
    channel.say({ kind: 'reading', scanId });
  }, [channel, scanId]);

  return { away, seen: () => (away.has('picture') ? state.current : null) };
}

function same(old: ReadonlySet<WindowKind>, there: readonly WindowKind[]): boolean {
  return old.size === there.length && there.every((kind) => old.has(kind));
}
