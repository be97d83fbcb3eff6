import { isRetryable, type ScanId, type ScanSummary } from '@h986/domain';
import { useEffect, useRef, useState } from 'react';
import { useApp } from '../app/context.ts';

export interface Lease {
  held: boolean;
  error: unknown;
  take(): void;
}

const RENEW_MS = 60_000;
/** While the server cannot be reached; a lease lasts some minutes, so that a short outage costs nobody the scan. */
const RETRY_MS = 5_000;

/**
 * Holds the scan while it is open: taken, kept every minute, given back on leaving.
 *
 * @param wanted whether this user may hold it and it waits for somebody
 * @param decided by this user: the decision has ended the lease, nothing is to be given back
 */
export function useLease(
  scanId: ScanId,
  { wanted, decided, onScan }: { wanted: boolean; decided: boolean; onScan: (scan: ScanSummary) => void },
): Lease {
  const { call } = useApp();
  const holds = useRef(false);
  const again = useRef(() => {});
  if (decided) holds.current = false;
  const [state, setState] = useState<{ held: boolean; error: unknown }>({ held: false, error: undefined });

  useEffect(() => {
    if (!wanted) return;
    let here = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const giveBack = (): void => {
      if (!holds.current) return;
      holds.current = false;
      // Nobody is left to be told; a lease that is not given back runs out by itself.
      call('returnLease', { params: { scanId } }).catch(() => {});
    };
    const take = (): void => {
      clearTimeout(timer);
      call('takeLease', { params: { scanId } }).then(
        ({ scan }) => {
          holds.current = true;
          // Left while the answer was under way.
          if (!here) return giveBack();
          setState({ held: true, error: undefined });
          onScan(scan);
          timer = setTimeout(take, RENEW_MS);
        },
        (error: unknown) => {
          if (!here) return;
          const away = isRetryable(error);
          // Not to have been heard is not to have been refused.
          holds.current = away && holds.current;
          setState({ held: holds.current, error });
          timer = setTimeout(take, away ? RETRY_MS : RENEW_MS);
        },
      );
    };
    again.current = take;
    take();
    window.addEventListener('pagehide', giveBack);
    return () => {
      here = false;
      clearTimeout(timer);
      again.current = () => {};
      window.removeEventListener('pagehide', giveBack);
      giveBack();
      setState({ held: false, error: undefined });
    };
  }, [wanted, call, scanId, onScan]);

  return { ...state, take: () => again.current() };
}
