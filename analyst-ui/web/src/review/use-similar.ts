import type { ScanDetail, ScanId, SimilarScans } from '@h986/domain';
import { useEffect, useState } from 'react';
import { useApp } from '../app/context.ts';
import { useLoad } from '../shared/hooks.ts';

/** What the other scans in the records say of a scan with a result: one question for the comparison and for the panel of siblings. */
export function useSimilar(scan: ScanDetail | undefined): SimilarScans | undefined {
  const { call } = useApp();
  const { data } = useLoad(
    async () => (scan?.result ? await call('getSimilar', { params: { scanId: scan.scanId } }) : null),
    `similar ${scan?.scanId} ${scan?.revision} ${scan?.updatedAt}`,
  );
  const [kept, setKept] = useState<{ scanId: ScanId; similar: SimilarScans } | null>(null);
  const scanId = scan?.scanId;
  // Events that touch the scan ask again; what is looked at does not flicker meanwhile.
  useEffect(() => {
    if (scanId && data) setKept({ scanId, similar: data });
  }, [scanId, data]);
  return data ?? (kept?.scanId === scanId ? kept?.similar : undefined);
}
