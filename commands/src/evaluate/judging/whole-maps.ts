import { areaFrom, type BoxPx, keys, type ScanResult, type Seal, StripResult } from '@h986/domain';
import { type Model, scanGrid, startStopwatch, type Tools } from '@h986/pipeline';
import { getJson } from '@h986/stores';
import { lookedAt } from '../../../../pipeline/src/locate/inside.ts';
import { type CellMap, PER_UNIT } from '../../../../pipeline/src/maps/cell-map.ts';
import type { ScanGrid } from '../../../../pipeline/src/maps/scan-grid.ts';
import { wholeMap } from '../../../../pipeline/src/maps/whole-map.ts';
import { isSigned } from './map-cards.ts';
import type { MapRecord } from './record.ts';
import { type MapTruth, scoreMap } from './score-map.ts';

/** A model's map of a whole scan and where it lies. */
export interface ScanMap {
  model: Model;
  map: CellMap;
  grid: ScanGrid;
}

/**
 * The maps of a scan that was analysed, as its strips left them; the last columns, which the assembly keeps to itself, are worked out once
 * more.
 */
export async function wholeMaps(
  { scanId, revision, order, geometry }: ScanResult,
  seal: Seal,
  tools: Tools,
): Promise<ScanMap[]> {
  const strips = await Promise.all(
    [...seal.strips.keys()].map((n) => getJson(tools.objects, keys.stripResult(scanId, revision, n), StripResult)),
  );
  const maps: ScanMap[] = [];
  for (const model of [...tools.models, ...tools.shadow]) {
    const { map } = await wholeMap(
      model,
      { scanId, revision, seal, order, missing: [] },
      strips,
      tools,
      startStopwatch(),
    );
    maps.push({ model, map, grid: scanGrid(model.card, geometry) });
  }
  return maps;
}

/** Where the pipeline looks: into the containers that it sees, everywhere where it sees none; without a locator where they are. */
export function boxesOf({ containers, geometry }: ScanResult, { boxes, lines, channels }: MapTruth): readonly BoxPx[] {
  const known = containers ?? boxes.map((boxPx) => ({ boxPx }));
  return lookedAt(known, geometry) ?? [{ x: 0, y: 0, w: lines, h: channels }];
}

/** Nothing known but the picture's size: all of it is looked at where no locator says better. */
export function nothingKnown({ lines, geometry }: Pick<ScanResult, 'lines' | 'geometry'>): MapTruth {
  const { channels } = geometry;
  return { lines, channels, mask: new Uint8Array(lines * channels), boxes: [{ x: 0, y: 0, w: lines, h: channels }] };
}

export function recordOf({ model: { card }, map, grid }: ScanMap, seen: MapTruth): MapRecord {
  const placed = {
    values: Float32Array.from(map.cells, (cell) => cell / PER_UNIT),
    signed: isSigned(card),
    columns: map.columns,
    rows: map.rows,
    linesPerCell: grid.linesPerColumn * grid.stride,
    channelsPerCell: grid.channelsPerRow * grid.stride,
  };
  return { sha256: card.sha256, ...scoreMap(placed, seen, areaFrom(card)) };
}
