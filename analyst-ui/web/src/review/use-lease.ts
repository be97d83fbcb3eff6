import type { ScanSummary } from '@h986/domain';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useApp } from '../app/context.ts';

export interface Lease {
  held: boolean;
  error: unknown;
  take(): void;
}

const RENEW_MS = 60_000;

/**
 * Holds the scan while it is open: taken, kept every minute, given back on leaving.
 *
 * @param wanted whether this user may hold it and it waits for somebody
 * @param decided by this user: the decision has ended the lease, nothing is to be given back
 */
export function useLease(
  scanId: string,
  { wanted, decided, onScan }: { wanted: boolean; decided: boolean; onScan: (scan: ScanSummary) => void },
): Lease {
  const { call } = useApp();
  const holds = useRef(false);
  if (decided) holds.current = false;
  const [state, setState] = useState<{ held: boolean; error: unknown }>({ held: false, error: undefined });

  const take = useCallback(() => {
    call('takeLease', { params: { scanId } }).then(
      ({ scan }) => {
        holds.current = true;
        setState({ held: true, error: undefined });
        onScan(scan);
      },
      (error: unknown) => {
        holds.current = false;
        setState({ held: false, error });
      },
    );
  }, [call, scanId, onScan]);

  useEffect(() => {
    if (!wanted) return;
    take();
    const timer = setInterval(take, RENEW_MS);
    const giveBack = (): void => {
      if (!holds.current) return;
      holds.current = false;
      // Nobody is left to be told; a lease that is not given back runs out by itself.
      call('returnLease', { params: { scanId } }).catch(() => {});
    };
    window.addEventListener('pagehide', giveBack);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pagehide', giveBack);
      giveBack();
      setState({ held: false, error: undefined });
    };
  }, [wanted, take, call, scanId]);

  return { ...state, take };
}
