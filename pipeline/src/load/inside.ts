import type { BoxPx } from '@h986/domain';
import type { LoadPicture } from './load-picture.ts';

/** Cells, not whole ones: from the upper left, the last one not included. */
export interface CellBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What of a container's outer box is wall, roof and floor (ISO 1496-1 containers; floor beams and boards together), mm. */
const WALL_MM = { end: 110, roof: 110, floor: 190 };

/** A container's inside, by its outer box. */
export function insideOf({ x, y, w, h }: BoxPx, picture: LoadPicture): CellBox {
  const { grid, columnMm, rowMm } = picture;
  const [left, right] = [x / grid.linesPerColumn, (x + w) / grid.linesPerColumn];
  const [top, bottom] = [y / grid.channelsPerRow, (y + h) / grid.channelsPerRow];
  return {
    left: left + WALL_MM.end / columnMm,
    right: right - WALL_MM.end / columnMm,
    top: top + WALL_MM.roof / rowMm,
    bottom: bottom - WALL_MM.floor / rowMm,
  };
}
