/** Time at the pictures since the last break. Kept in this tab, for the analyst's own eyes; nobody else is told. */
export interface Spell {
  atPicturesMs: number;
  scans: number;
  /** The last one counted: to open it again is not another one. */
  lastScan: string | null;
  /** The last sign of life: a key, the mouse. */
  aliveAt: number;
  countedAt: number;
}

/** So long without a sign of life is a break. */
export const BREAK_MS = 10 * 60_000;
/** So long one may look without moving a hand. */
const STILL_MS = 60_000;
/** Longer between two counts the machine slept, or the tab was hidden. */
const LONGEST_COUNT_MS = 15_000;

export function newSpell(now: number): Spell {
  return { atPicturesMs: 0, scans: 0, lastScan: null, aliveAt: now, countedAt: now };
}

/**
 * The spell some seconds later.
 *
 * @param alive whether a key or the mouse was moved since
 * @param reading whether a scan is open
 */
export function counted(spell: Spell, now: number, { alive, reading }: { alive: boolean; reading: boolean }): Spell {
  if (now - spell.aliveAt >= BREAK_MS) return newSpell(now - (alive ? 0 : BREAK_MS));
  const aliveAt = alive ? now : spell.aliveAt;
  const counts = reading && now - aliveAt < STILL_MS;
  const sinceMs = Math.min(LONGEST_COUNT_MS, Math.max(0, now - spell.countedAt));
  return { ...spell, aliveAt, countedAt: now, atPicturesMs: spell.atPicturesMs + (counts ? sinceMs : 0) };
}

export function withScan(spell: Spell, scanId: string): Spell {
  return spell.lastScan === scanId ? spell : { ...spell, lastScan: scanId, scans: spell.scans + 1 };
}
