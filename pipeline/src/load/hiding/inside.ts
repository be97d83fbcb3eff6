import type { BoxPx, Geometry } from '@h986/domain';
import type { LoadPicture } from '../load-picture.ts';
import { CARGO_FROM, FRAME_MM, OPAQUE_SHARE } from './limits.ts';

/** The inside of a container as far as the load may fill it, in cells of the load's picture. */
export interface Inside {
  /** Its first cell in the picture. */
  left: number;
  top: number;
  columns: number;
  rows: number;
  /** Mean of both sides, mm. */
  cellMm: number;
  /** -ln T; what has no data reads as the nearest before it. */
  alpha: Float32Array;
  /** 1 where there is cargo that something comes through. */
  cargo: Uint8Array;
  /** 1 where nothing comes through. */
  opaque: Uint8Array;
}

/** @returns null where the box has no inside to speak of */
export function insideOf(picture: LoadPicture, box: BoxPx, { linePitchMm, channelPitchMm }: Geometry): Inside | null {
  const { linesPerColumn, channelsPerRow } = picture.grid;
  const left = Math.max(0, Math.ceil((box.x + FRAME_MM.side / linePitchMm) / linesPerColumn));
  const right = Math.min(picture.columns, Math.floor((box.x + box.w - FRAME_MM.side / linePitchMm) / linesPerColumn));
  const top = Math.max(0, Math.ceil((box.y + FRAME_MM.top / channelPitchMm) / channelsPerRow));
  const bottom = Math.min(
    picture.rows,
    Math.floor((box.y + box.h - FRAME_MM.bottom / channelPitchMm) / channelsPerRow),
  );
  const [columns, rows] = [right - left, bottom - top];
  if (columns < 1 || rows < 1) return null;
  const alpha = new Float32Array(columns * rows);
  const cargo = new Uint8Array(columns * rows);
  const opaque = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    let before = 0;
    for (let column = 0; column < columns; column++) {
      const from = (row + top) * picture.columns + column + left;
      const at = row * columns + column;
      const value = picture.high[from] as number;
      const known = !Number.isNaN(value);
      before = known ? value : before;
      alpha[at] = before;
      opaque[at] = known && (picture.opaque[from] as number) > OPAQUE_SHARE ? 1 : 0;
      cargo[at] = known && opaque[at] === 0 && value > CARGO_FROM ? 1 : 0;
    }
  }
  const cellMm = Math.sqrt(picture.columnMm * picture.rowMm);
  return { left, top, columns, rows, cellMm, alpha, cargo, opaque };
}
