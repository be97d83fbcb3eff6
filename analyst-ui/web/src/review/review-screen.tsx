import type { ScanId, ScanSummary } from '@h986/domain';
import { useEffect, useRef } from 'react';
import { useTarget } from '../actions/context.tsx';
import { useApp } from '../app/context.ts';
import { go } from '../app/route.ts';
import { errorWords } from '../i18n/word.ts';
import { announce } from '../shared/announcer.tsx';
import { useEvents, useLoad } from '../shared/hooks.ts';
import { openWindow } from '../windows/channel.ts';
import { useDeskWindows } from '../windows/use-desk-windows.ts';
import { useRelay } from '../windows/use-relay.ts';
import { neighbour } from './neighbour.ts';
import { Reading } from './reading.tsx';
import { useAhead } from './use-ahead.ts';
import { focusRow, Worklist } from './worklist.tsx';

const SETTLE_MS = 300;
/** Remembered beside what is folded: the picture takes the place of worklist and facts below. */
const LARGE = 'large-picture';

/** The analyst's desk: what waits, most urgent first, and the scan that is read. */
export function ReviewScreen({ scanId }: { scanId: ScanId | null }) {
  const { call, words, user, channel, preferences, setPreferences } = useApp();
  const list = useLoad(() => call('listScans', { query: { view: 'review' } }), 'review');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const windows = useDeskWindows(channel, scanId);
  const large = preferences.panels[LARGE] ?? false;

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
  const known = useAhead(scanId, next?.scanId ?? null);
  const takeNext = (): void => {
    call('takeNext').then(
      ({ scan }) => (scan === null ? announce(words.readings.noneWaits) : go('review', scan.scanId)),
      (error: unknown) => announce(errorWords(words, error)),
    );
  };
  useTarget('worklist', {
    count: scans.length,
    focus: () => focusRow(0),
    step: (by) => focusRow(by),
    openNeighbour(by) {
      const to = neighbour(scans, scanId, by);
      if (to !== null) go('review', to.scanId);
    },
    mayTakeNext: user.role === 'analyst',
    takeNext,
    large,
    toggleLarge: () => setPreferences({ panels: { ...preferences.panels, [LARGE]: !large } }),
    away: windows.away,
    openWindow,
  });

  useRelay(windows.away.has('picture') ? ['viewer', 'marks', 'compare'] : [], scanId);

  const shape = [large && 'large', ...[...windows.away].map((kind) => `${kind}-away`)].filter(Boolean).join(' ');
  return (
    <main className={`review ${scanId === null ? '' : shape}`}>
      <Worklist scans={list.data} error={list.error} open={scanId} />
      {scanId === null ? (
        <section className="card empty">
          {user.role === 'analyst' ? words.review.nothingOpen : words.review.nothingOpenReadOnly}
        </section>
      ) : (
        <Reading
          key={scanId}
          scanId={scanId}
          known={known}
          windows={windows}
          onNext={next && (() => go('review', next.scanId))}
        />
      )}
    </main>
  );
}

function replaced(all: readonly ScanSummary[], scan: ScanSummary): ScanSummary[] {
  return all.map((one) => (one.scanId === scan.scanId ? scan : one));
}
