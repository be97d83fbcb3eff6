import { DomainError, NO_DATA, TRANSMISSION_MAX } from '@h986/domain';
import type { GridPicture } from './resample.ts';

/** A part of a picture in its pixels, not necessarily whole ones. */
export interface PartOfPicture {
  x: number;
  y: number;
  w: number;
  h: number;
}

/**
 * A part of a picture in a frame of fixed size: at the upper left and at the picture's own pitch where it fits, else squeezed to the
 * frame, each way by itself; no data beyond it.
 *
 * Area-weighted mean. What has no data takes no part; a pixel of which less than half is covered by data has none either.
 *
 * @returns rows x columns of the frame
 * @throws {DomainError} `box-empty` when the part has no size
 */
export function fitBox(
  picture: GridPicture,
  part: PartOfPicture,
  frame: { columns: number; rows: number },
): Uint16Array {
  const { x, y, w, h } = part;
  if (!(w > 0 && h > 0))
    throw new DomainError('box-empty', `a box of ${w} x ${h} shows nothing`, { details: { part } });
  const columns = Math.min(frame.columns, Math.max(1, Math.round(w)));
  const rows = Math.min(frame.rows, Math.max(1, Math.round(h)));
  const along = overlaps(x, w / columns, columns, picture.columns);
  const down = overlaps(y, h / rows, rows, picture.rows);
  const half = ((w / columns) * (h / rows)) / 2;
  const out = new Uint16Array(frame.columns * frame.rows).fill(NO_DATA);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const mean = meanOver(picture, along[column] as Overlap[], down[row] as Overlap[], half);
      if (mean !== null) out[row * frame.columns + column] = Math.min(TRANSMISSION_MAX, Math.round(mean));
    }
  return out;
}

/** A pixel of the source, and how much of it is meant. */
type Overlap = readonly [source: number, share: number];

function overlaps(start: number, step: number, targets: number, sources: number): Overlap[][] {
  return Array.from({ length: targets }, (_, i) => {
    const [from, to] = [Math.max(0, start + i * step), Math.min(sources, start + (i + 1) * step)];
    const found: Overlap[] = [];
    for (let source = Math.floor(from); source < to; source++) {
      const share = Math.min(source + 1, to) - Math.max(source, from);
      // Below this a sliver is rounding error of the division, not coverage.
      if (share > 1e-9) found.push([source, share]);
    }
    return found;
  });
}

function meanOver({ samples, columns }: GridPicture, along: Overlap[], down: Overlap[], half: number): number | null {
  let [sum, covered] = [0, 0];
  for (const [row, high] of down)
    for (const [column, wide] of along) {
      const value = samples[row * columns + column] as number;
      if (value === NO_DATA) continue;
      sum += high * wide * value;
      covered += high * wide;
    }
  return covered > half ? sum / covered : null;
}
