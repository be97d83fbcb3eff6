import type { ScanSummary } from '@h986/domain';
import { useEffect, useRef } from 'react';
import { useTarget } from '../actions/context.tsx';
import { useApp } from '../app/context.ts';
import { go } from '../app/route.ts';
import { useEvents, useLoad } from '../shared/hooks.ts';
import { neighbour } from './neighbour.ts';
import { Reading } from './reading.tsx';
import { focusRow, Worklist } from './worklist.tsx';

const SETTLE_MS = 300;

/** The analyst's desk: what waits, most urgent first, and the scan that is read. */
export function ReviewScreen({ scanId }: { scanId: string | null }) {
  const { call, words, user } = useApp();
  const list = useLoad(() => call('listScans', { query: { view: 'review' } }), 'review');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEvents({
    onEvent(event) {
      if (event.kind !== 'scan') return;
      list.patch((all) => replaced(all, event.scan));
      // Urgency is the server's to say; one question answers a burst of events.
      clearTimeout(timer.current);
      timer.current = setTimeout(list.reload, SETTLE_MS);
    },
    onResync() {},
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const scans = list.data ?? [];
  const next = neighbour(scans, scanId, 1);
  useTarget('worklist', {
    count: scans.length,
    focus: () => focusRow(0),
    step: (by) => focusRow(by),
    openNeighbour(by) {
      const to = neighbour(scans, scanId, by);
      if (to !== null) go('review', to.scanId);
    },
  });
  return (
    <main className="review">
      <Worklist scans={list.data} error={list.error} open={scanId} />
      {scanId === null ? (
        <section className="card empty">
          {user.role === 'analyst' ? words.review.nothingOpen : words.review.nothingOpenReadOnly}
        </section>
      ) : (
        <Reading key={scanId} scanId={scanId} onNext={next && (() => go('review', next.scanId))} />
      )}
    </main>
  );
}

function replaced(all: readonly ScanSummary[], scan: ScanSummary): ScanSummary[] {
  return all.map((one) => (one.scanId === scan.scanId ? scan : one));
}
