import type { ScanDetail, ScanId } from '@h986/domain';
import { useEffect, useRef } from 'react';
import type { Call } from '../api/call.ts';
import { useApp } from '../app/context.ts';

/** The first seconds belong to the scan that is read. */
const LATER_MS = 2_000;
/** Strips fetched ahead: the browser keeps them, as they never change. */
const STRIPS = 12;

/**
 * Fetches the scan that is likely read next, so that it opens at once: its facts, the first strips, the heat map.
 *
 * To be fetched is not to be seen: the server records a view only when the scan is opened.
 *
 * @returns what was had ahead of the scan that is open now
 */
export function useAhead(open: ScanId | null, next: ScanId | null): ScanDetail | undefined {
  const { call } = useApp();
  const had = useRef(new Map<ScanId, ScanDetail>());

  useEffect(() => {
    if (next === null || had.current.has(next)) return;
    let wanted = true;
    const timer = setTimeout(() => {
      fetchAhead(call, next, () => wanted).then(
        (detail) => {
          had.current = new Map([[next, detail]]);
        },
        // It will be asked for again when it is opened.
        () => {},
      );
    }, LATER_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [call, next]);
  return open === null ? undefined : had.current.get(open);
}

async function fetchAhead(call: Call, scanId: ScanId, wanted: () => boolean): Promise<ScanDetail> {
  const detail = await call('getScan', { params: { scanId }, query: { ahead: 'yes' } });
  const { planes } = await call('getPicture', { params: { scanId } });
  for (const strip of planes.slice(0, STRIPS)) {
    if (!wanted()) break;
    await call('getPlane', { params: { scanId, strip } });
  }
  if (wanted() && detail.result?.hasHeatMap) await call('getHeatMap', { params: { scanId } });
  return detail;
}
