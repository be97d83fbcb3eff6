import type { ScanId } from '@h986/domain';

/** `side`: two pictures beside each other; the others as the viewer lays one over the other. */
export const COMPARE_MODES = ['side', 'swipe', 'blink', 'difference'] as const;
export type CompareMode = (typeof COMPARE_MODES)[number];

/** What was compared with, how and for how long; kept with a decision. */
export interface Looked {
  scanId: ScanId;
  /** Of that scan's containers, from the left. */
  container: number;
  mode: CompareMode;
  seconds: number;
}

/** Sums up what is looked at. */
export interface LookedClock {
  /** From now on this; null: nothing. */
  look(at: Omit<Looked, 'seconds'> | null): void;
  /** All so far, in the order in which it was first looked at. */
  looked(): Looked[];
}

/** @param now ms, of a clock that only goes forward */
export function createLookedClock(now: () => number): LookedClock {
  const sums = new Map<string, { at: Omit<Looked, 'seconds'>; ms: number }>();
  let since: { key: string; from: number } | null = null;
  const count = (): void => {
    if (since === null) return;
    const sum = sums.get(since.key);
    if (sum) sum.ms += now() - since.from;
    since.from = now();
  };
  return {
    look(at) {
      count();
      since = null;
      if (at === null) return;
      const key = `${at.scanId} ${at.container} ${at.mode}`;
      if (!sums.has(key)) sums.set(key, { at, ms: 0 });
      since = { key, from: now() };
    },
    looked() {
      count();
      return [...sums.values()].map(({ at, ms }) => ({ ...at, seconds: Math.round(ms / 100) / 10 }));
    },
  };
}
