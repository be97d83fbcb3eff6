import type { AlgorithmRun, StripResult } from '@h986/domain';
import type { Scan } from '../conclusion/conclude.ts';
import type { Model } from '../registry/model.ts';
import type { Tools } from '../tools.ts';
import type { Stopwatch } from '../workers/stopwatch.ts';
import { type CellMap, decodeMap, mapName, stitch, unjudged } from './cell-map.ts';
import { mapTail } from './map-tail.ts';
import { columnsOfScan, scanGrid } from './scan-grid.ts';

/** The strips' parts of a model's map, and what only the assembly could judge. */
export async function wholeMap(
  model: Model,
  scan: Scan,
  strips: readonly StripResult[],
  tools: Tools,
  watch: Stopwatch,
): Promise<{ map: CellMap; run: AlgorithmRun }> {
  const { geometry } = (await tools.pixels(scan.scanId)).detector.calibration;
  const { card } = model;
  const grid = scanGrid(card, geometry);
  const name = mapName(card);
  const { part, run } = await mapTail(model, grid, scan, tools, watch);
  const parts = strips.flatMap(({ maps }) => maps.filter((m) => m.model === name).map(decodeMap));
  const columns = columnsOfScan(grid, scan.seal.lines) / grid.stride;
  const all = part ? [...parts, part] : parts;
  return { map: stitch(name, columns, grid.rows / grid.stride, all, unjudged(card)), run };
}
