/** The server's clock, learnt from the `Date` of its answers: budgets are counted on it, not on this machine's. */
export interface ServerClock {
  /** @param date the header; times of sending and receiving on this machine, ms */
  heard(date: string | null, sentAt: number, receivedAt: number): void;
  now(): number;
}

/** The header has whole seconds, cut off: the server's second began before the answer came and ends after the question went. */
const SECOND = 1_000;

export function createServerClock(): ServerClock {
  let earliest = Number.NEGATIVE_INFINITY;
  let latest = Number.POSITIVE_INFINITY;

  return {
    heard(date, sentAt, receivedAt) {
      const second = date === null ? Number.NaN : Date.parse(date);
      if (Number.isNaN(second)) return;
      const from = second - receivedAt;
      const to = second + SECOND - sentAt;
      // Outside what was known: one of the clocks was set. Begin anew.
      const clash = from > latest || to < earliest;
      earliest = clash ? from : Math.max(earliest, from);
      latest = clash ? to : Math.min(latest, to);
    },
    now: () => Date.now() + (Number.isFinite(earliest) ? (earliest + latest) / 2 : 0),
  };
}
