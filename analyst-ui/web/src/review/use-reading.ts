import type { ScanDetail, ScanId } from '@h986/domain';
import { useMemo } from 'react';
import { useApp } from '../app/context.ts';
import { type Loaded, useEvents, useLoad } from '../shared/hooks.ts';
import { apart, useBelowThreshold } from './below-threshold.ts';
import { placesOf, toldOf } from './load/told.ts';
import { boxesOf, ranked } from './ranked.ts';

/** A scan with what is drawn of it, kept fresh: findings below their threshold, which stand last, only where they are wanted. */
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
  const { shown } = useBelowThreshold();
  const { above, below } = useMemo(
    () => (result ? apart(ranked(result.findings), result.verdict) : { above: [], below: [] }),
    [result],
  );
  const findings = useMemo(() => (shown ? [...above, ...below] : above), [above, below, shown]);
  const boxes = useMemo(
    () => scan && result && [...boxesOf(findings, result.verdict), ...placesOf(toldOf(scan))],
    [findings, result, scan],
  );
  return { ...loaded, findings, below: below.length, boxes: boxes ?? undefined };
}
