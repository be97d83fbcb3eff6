import type { Progress, ScannerStatus, ScanSummary } from '@h986/domain';
import { useState } from 'react';
import { useApp } from '../app/context.ts';
import { useEvents, useLoad } from '../shared/hooks.ts';

/** What the lane says of a scan while it comes in; a hint, the record is the scan's own. */
export interface LiveLines {
  lines: number;
  linesLost: number;
  /** 0 when the scanner did not say. */
  expected: number;
}

export interface LaneView {
  lanes: readonly string[];
  /** The lane to begin with: one whose scanner can take an order, else the first. */
  likely: string;
  status: ScannerStatus | null;
  /** Newest first. */
  scans: readonly ScanSummary[] | undefined;
  live: ReadonlyMap<string, LiveLines>;
  error: unknown;
  put(scan: ScanSummary): void;
}

export function useLane(lane: string): LaneView {
  const { call } = useApp();
  const lanes = useLoad(() => call('listLanes'), 'lanes');
  const scans = useLoad(() => call('listScans', { query: { view: 'lane', lane: lane || undefined } }), lane);
  const [live, setLive] = useState<ReadonlyMap<string, LiveLines>>(new Map());
  const put = (scan: ScanSummary): void => scans.patch((all) => upsert(all, scan));

  useEvents({
    onEvent(event) {
      if (event.kind === 'scan') {
        if (event.scan.lane === lane) put(event.scan);
        return;
      }
      const { progress } = event;
      if (progress.kind === 'scanner') {
        const { status } = progress;
        lanes.patch((all) => all.map((one) => (one.lane === status.lane ? { ...one, status } : one)));
        return;
      }
      setLive((old) => withProgress(old, progress));
    },
    onResync() {},
  });

  return {
    lanes: lanes.data?.map((one) => one.lane) ?? [],
    likely: (lanes.data?.find(takesOrders) ?? lanes.data?.[0])?.lane ?? '',
    status: lanes.data?.find((one) => one.lane === lane)?.status ?? null,
    scans: scans.data && [...scans.data].sort((a, b) => (a.orderedAt < b.orderedAt ? 1 : -1)),
    live,
    error: lanes.error ?? scans.error,
    put,
  };
}

function takesOrders({ status }: { status: ScannerStatus | null }): boolean {
  return status !== null && ['ready', 'armed', 'scanning'].includes(status.state);
}

function upsert(all: readonly ScanSummary[], scan: ScanSummary): ScanSummary[] {
  return [scan, ...all.filter((one) => one.scanId !== scan.scanId)];
}

function withProgress(old: ReadonlyMap<string, LiveLines>, progress: Progress): ReadonlyMap<string, LiveLines> {
  if (progress.kind !== 'began' && progress.kind !== 'lines' && progress.kind !== 'sealed') return old;
  const before = old.get(progress.scanId) ?? { lines: 0, linesLost: 0, expected: 0 };
  const now =
    progress.kind === 'began'
      ? { ...before, expected: progress.expectedLines }
      : { ...before, lines: progress.lines, linesLost: progress.linesLost };
  return new Map(old).set(progress.scanId, now);
}
