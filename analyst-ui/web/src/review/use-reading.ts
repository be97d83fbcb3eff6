import type { ScanDetail, ScanId } from '@h986/domain';
import { useMemo } from 'react';
import { useApp } from '../app/context.ts';
import { type Loaded, useEvents, useLoad } from '../shared/hooks.ts';
import { placesOf, toldOf } from './load/told.ts';
import { boxesOf, ranked } from './ranked.ts';

/** A scan with what is drawn of it, kept fresh. */
export function useReading(scanId: ScanId, known?: ScanDetail) {
  const { call } = useApp();
  const loaded: Loaded<ScanDetail> = useLoad(() => call('getScan', { params: { scanId } }), scanId, known);
  useEvents({
    onEvent(event) {
      if (event.kind === 'scan' && event.scan.scanId === scanId) loaded.reload();
    },
    onResync() {},
  });
  const scan = loaded.data;
  const result = scan?.result;
  const findings = useMemo(() => ranked(result?.findings ?? []), [result]);
  const boxes = useMemo(
    () => scan && result && [...boxesOf(findings, result.verdict), ...placesOf(toldOf(scan))],
    [findings, result, scan],
  );
  return { ...loaded, findings, boxes: boxes ?? undefined };
}
