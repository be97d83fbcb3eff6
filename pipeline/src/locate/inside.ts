import type { BoxPx, Geometry, LocatedContainer } from '@h986/domain';
import type { CellMap } from '../maps/cell-map.ts';
import type { Place } from '../maps/place.ts';

/** Around a container this much still belongs to it: walls bulge, and a box is a pixel or two off. */
const AROUND_MM = 100;

/**
 * Where on a scan findings are looked for: in the containers and a little around them, for a vehicle is full of things that no model of
 * cargo has seen. Whoever measures thresholds must look at the same places.
 *
 * @returns null for everywhere: where no container was found nothing says where to look
 */
export function lookedAt(containers: readonly Pick<LocatedContainer, 'boxPx'>[], geometry: Geometry): BoxPx[] | null {
  if (containers.length === 0) return null;
  const x = AROUND_MM / geometry.linePitchMm;
  const y = AROUND_MM / geometry.channelPitchMm;
  return containers.map(({ boxPx: box }) => ({ x: box.x - x, y: box.y - y, w: box.w + 2 * x, h: box.h + 2 * y }));
}

/** The map with every cell whose middle lies in none of the boxes as good as never judged. @param empty see `unjudged` */
export function onlyWithin(
  map: CellMap,
  boxes: readonly BoxPx[] | null,
  { grid }: Pick<Place, 'grid'>,
  empty: number,
): CellMap {
  if (boxes === null) return map;
  const linesPerCell = grid.linesPerColumn * grid.stride;
  const channelsPerCell = grid.channelsPerRow * grid.stride;
  const cells = map.cells.map((value, i) => {
    const line = (map.firstCell + Math.floor(i / map.rows) + 0.5) * linesPerCell;
    const channel = ((i % map.rows) + 0.5) * channelsPerCell;
    const within = boxes.some(({ x, y, w, h }) => line >= x && line < x + w && channel >= y && channel < y + h);
    return within ? value : empty;
  });
  return { ...map, cells };
}
