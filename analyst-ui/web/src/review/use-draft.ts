import { DecisionKind, MarkId } from '@h986/domain';
import { useCallback, useState } from 'react';
import { useApp } from '../app/context.ts';

/** What an analyst has chosen and written for a scan, not yet confirmed. */
export interface Draft {
  kind: DecisionKind | null;
  reason: string;
  text: string;
  /** Of an inspection: only the marked places, without those that are left out. */
  marked: boolean;
  leftOut: readonly MarkId[];
  instruction: string;
}

const EMPTY: Draft = { kind: null, reason: '', text: '', marked: false, leftOut: [], instruction: '' };

/** The draft of this user for this scan: it outlives a reload, a lost session and a look at another scan, not the tab. */
export function useDraft(scanId: string): [Draft, (change: Partial<Draft>) => void, clear: () => void] {
  const { user } = useApp();
  const place = `draft:${user.name}:${scanId}`;
  const [draft, setDraft] = useState<Draft>(() => readDraft(sessionStorage.getItem(place)));
  const change = useCallback(
    (part: Partial<Draft>): void =>
      setDraft((old) => {
        const next = { ...old, ...part };
        sessionStorage.setItem(place, JSON.stringify(next));
        return next;
      }),
    [place],
  );
  const clear = useCallback(() => sessionStorage.removeItem(place), [place]);
  return [draft, change, clear];
}

/** @param kept as it was stored; anything else than a draft is an empty one */
export function readDraft(kept: string | null): Draft {
  try {
    const { kind, reason, ...more } = JSON.parse(kept ?? '{}') as Record<string, unknown>;
    const known = DecisionKind.safeParse(kind);
    const leftOut = MarkId.array().safeParse(more.leftOut);
    const rest = {
      text: wordsOf(more.text),
      marked: more.marked === true,
      leftOut: leftOut.success ? leftOut.data : [],
      instruction: wordsOf(more.instruction),
    };
    return known.success ? { ...rest, kind: known.data, reason: wordsOf(reason) } : { ...EMPTY, ...rest };
  } catch {
    return EMPTY;
  }
}

const wordsOf = (value: unknown): string => (typeof value === 'string' ? value : '');
