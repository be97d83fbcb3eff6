import type { ScanSummary } from '@h986/domain';
import { useEffect, useRef } from 'react';
import { useApp } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { Containers } from '../shared/containers.tsx';
import { useEvents, useLoad } from '../shared/hooks.ts';

const SETTLE_MS = 300;

/** What is still being scanned or analysed: to be looked at, not to be decided. */
export function UnderWay({ open }: { open: string | null }) {
  const { call, words } = useApp();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const ask = async (): Promise<ScanSummary[]> => {
    const lists = (['scanning', 'analysing'] as const).map((state) => call('listScans', { query: { state } }));
    // A test object is nobody's to look at here.
    return (await Promise.all(lists)).flat().filter(({ purpose }) => purpose === undefined);
  };
  const { data, reload } = useLoad(ask, 'under-way');
  useEvents({
    onEvent(event) {
      if (event.kind !== 'scan') return;
      clearTimeout(timer.current);
      timer.current = setTimeout(reload, SETTLE_MS);
    },
    onResync() {},
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  if (data === undefined || data.length === 0) return null;
  return (
    <section className="under-way" aria-label={words.review.underWay}>
      <h3>
        {words.review.underWay} <span className="dim">{data.length}</span>
      </h3>
      <ul data-testid="under-way">
        {data.map((scan) => (
          <li key={scan.scanId}>
            <a
              className="item"
              href={hrefOf('review', scan.scanId)}
              aria-current={scan.scanId === open ? 'true' : undefined}
              data-scan-id={scan.scanId}
            >
              <span className="row spread">
                <Containers scan={scan} stacked />
                <small className="dim">{words.state[scan.state]}</small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
