import { type Geometry, keys, type MapCard, STRIP_LINES, type StripResult } from '@h986/domain';
import { encodePng8, openPreview } from '@h986/imaging';
import { type CellMap, PER_UNIT } from '../maps/cell-map.ts';
import { heatOf } from '../maps/heat.ts';
import { decodeThumbnail, THUMBNAIL_STEP } from '../pixels/thumbnail.ts';
import type { Tools } from '../tools.ts';
import type { Scan } from './conclude.ts';

/**
 * The map as people see it: 8-bit grey, one pixel a cell, see `heatOf`.
 *
 * @returns its key, null when there is nothing to show
 */
export async function writeHeatMap(
  { scanId, revision }: Scan,
  card: MapCard | undefined,
  map: CellMap | undefined,
  { objects }: Tools,
): Promise<string | null> {
  if (!card || !map || map.cells.length === 0) return null;
  const heat = heatOf(card);
  const grey = new Uint8Array(map.cells.length);
  for (let column = 0; column < map.columns; column++) {
    for (let row = 0; row < map.rows; row++) {
      grey[row * map.columns + column] = heat((map.cells[column * map.rows + row] as number) / PER_UNIT);
    }
  }
  const key = keys.heatMap(scanId, revision);
  await objects.putOnce(key, await encodePng8(grey, map.columns, map.rows));
  return key;
}

/** The whole picture in small, from what the strips kept of theirs. @returns its key, null when there is nothing to see */
export async function writePreview(
  { scanId, revision, seal }: Scan,
  strips: readonly StripResult[],
  { linePitchMm, channelPitchMm, channels }: Geometry,
  { objects }: Tools,
): Promise<string | null> {
  const preview = openPreview({
    lines: Math.ceil(seal.lines / THUMBNAIL_STEP),
    channels: Math.ceil(channels / THUMBNAIL_STEP),
    linePitchMm,
    channelPitchMm,
  });
  const seen = strips.filter(({ thumbnail }) => thumbnail);
  for (const { strip, thumbnail } of seen) {
    if (thumbnail) preview.add((strip * STRIP_LINES) / THUMBNAIL_STEP, decodeThumbnail(thumbnail));
  }
  if (seen.length === 0) return null;
  const key = keys.preview(scanId, revision);
  await objects.putOnce(key, await preview.png());
  return key;
}
