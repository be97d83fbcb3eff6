import { lookupOf, type ScanDetail } from '@h986/domain';
import { useEffect } from 'react';
import { useApp } from '../app/context.ts';
import { decodeHeatMap, type Mask, type Viewer } from '../viewer/index.ts';

/** The layer of what could hide, by its name in the viewer. */
export const HIDING = 'hiding';
/** Side of a steel cube that is worth hiding; smaller ones leave a place bare, mm. */
const HIDES_FROM_MM = 60;
const FULL_MM = 254;

export type LoadShown = NonNullable<NonNullable<ScanDetail['result']>['load']>;

/** Gives the viewer what the load's reading knows: the scanner's materials and steel, and where something could hide. */
export function useLoadLayers(
  viewer: Viewer | null,
  scanId: string,
  load: LoadShown | undefined,
  onError: (error: unknown) => void,
): void {
  const { call } = useApp();
  const digest = load?.table?.digest;
  const hiding = load?.maps.hiding;
  useEffect(() => {
    if (viewer === null || !digest) return;
    let current = true;
    call('getMaterial', { params: { digest } }).then((shown) => {
      if (current) viewer.setKnown({ material: lookupOf(shown), steelMmOfAlpha: shown.steel });
    }, onError);
    return () => {
      current = false;
    };
  }, [viewer, digest, call, onError]);
  useEffect(() => {
    if (viewer === null || !hiding) return;
    let current = true;
    call('getLoadMap', { params: { scanId, map: HIDING } })
      .then(decodeHeatMap)
      .then(
        (map) => current && viewer.setMask(HIDING, hidden(map), { colour: [150, 90, 255], opacity: 0.75 }),
        onError,
      );
    return () => {
      current = false;
      viewer.setMask(HIDING, null);
    };
  }, [viewer, scanId, hiding, call, onError]);
}

/** The larger what could hide, the stronger; all of it where nothing can be seen. */
function hidden({ width, height, cells }: Mask): Mask {
  const strength = cells.map((mm) =>
    mm < HIDES_FROM_MM ? 0 : Math.round((255 * (Math.min(mm, FULL_MM) - HIDES_FROM_MM)) / (FULL_MM - HIDES_FROM_MM)),
  );
  return { width, height, cells: strength };
}
