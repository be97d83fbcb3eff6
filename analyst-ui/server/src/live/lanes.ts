import { type LaneId, type RouteAnswer, type ScannerStatus, STATUS_FRESH_MS } from '@h986/domain';

export interface Lanes {
  saw(status: ScannerStatus, now: Date): void;
  list(now: Date): RouteAnswer<'listLanes'>;
}

/** The lanes of the port and how each one's scanner was last seen. Ages are taken on our own clock. */
export function createLanes(configured: readonly LaneId[]): Lanes {
  const seen = new Map<LaneId, { status: ScannerStatus; at: number }>();
  return {
    saw(status, now) {
      seen.set(status.lane, { status, at: now.getTime() });
    },
    list(now) {
      const ids = [...new Set([...configured, ...seen.keys()])].sort();
      return ids.map((lane) => {
        const last = seen.get(lane);
        if (!last) return { lane, status: null };
        const fresh = now.getTime() - last.at <= STATUS_FRESH_MS;
        return { lane, status: fresh ? last.status : { ...last.status, state: 'unknown' as const } };
      });
    },
  };
}
