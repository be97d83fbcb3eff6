import { type AlgorithmRun, type Finding, keys, type ScanResult, StripResult } from '@h986/domain';
import { getJson } from '@h986/stores';
import { type CellMap, decodeMap, stitch } from '../maps/cell-map.ts';
import { findingsOf, lostFindings } from '../maps/findings.ts';
import { mapTail } from '../maps/map-tail.ts';
import type { Model } from '../maps/model.ts';
import { columnsOfScan, scanGrid } from '../maps/scan-grid.ts';
import type { Tools } from '../tools.ts';
import { type Stopwatch, startStopwatch, sumTimings } from '../workers/stopwatch.ts';
import { concluded, type Scan } from './conclude.ts';
import { checkIntegrity, integrityRun } from './integrity.ts';
import { writeHeatMap, writePreview } from './pictures.ts';
import { runOf } from './runs.ts';

/** Everything that the machine has to say about a scan; writes the pictures that go with it. */
export async function scanResult(scan: Scan, tools: Tools): Promise<ScanResult> {
  const watch = startStopwatch();
  const { scanId, seal, missing } = scan;
  const strips = await watch.time('read', () => readStrips(scan, tools));
  const { detector } = await watch.time('read', () => tools.pixels(scanId));
  const { geometry } = detector.calibration;

  const findings: Finding[] = lostFindings(seal.linesLost, geometry);
  const maps: CellMap[] = [];
  const runs: AlgorithmRun[] = [await watch.time('integrity', () => checkIntegrity(tools.objects, scanId, seal))];
  for (const model of tools.models) {
    const { map, run } = await wholeMap(model, scan, strips, tools, watch);
    maps.push(map);
    runs.push(run, ...missing.map(() => runOf(model.card, 'timed-out', 'strip-missing')));
    const grid = scanGrid(model.card, geometry);
    findings.push(...findingsOf(map, model.card, { grid, geometry, lines: seal.lines }));
  }
  runs.push(...strips.flatMap((strip) => strip.runs), ...missing.map(() => integrityRun('timed-out', 'strip-missing')));

  const [map] = maps;
  const heatMapKey = await watch.time('pictures', () => writeHeatMap(scan, tools.models[0]?.card, map, tools));
  const previewKey = await watch.time('pictures', () => writePreview(scan, strips, geometry, tools));
  const timings = {
    ...sumTimings(
      'strips',
      strips.map((strip) => strip.timings),
    ),
    ...sumTimings('assembly', [watch.timings()]),
  };
  return concluded(scan, { detector, findings, runs, heatMapKey, previewKey, timings }, tools);
}

async function readStrips({ scanId, revision, seal, missing }: Scan, { objects }: Tools): Promise<StripResult[]> {
  const present = [...seal.strips.keys()].filter((strip) => !missing.includes(strip));
  return Promise.all(present.map((strip) => getJson(objects, keys.stripResult(scanId, revision, strip), StripResult)));
}

/** The strips' parts of a model's map, and what only the assembly could judge. */
async function wholeMap(
  model: Model,
  scan: Scan,
  strips: readonly StripResult[],
  tools: Tools,
  watch: Stopwatch,
): Promise<{ map: CellMap; run: AlgorithmRun }> {
  const { geometry } = (await tools.pixels(scan.scanId)).detector.calibration;
  const grid = scanGrid(model.card, geometry);
  const { part, run } = await mapTail(model, grid, scan, tools, watch);
  const parts = strips.flatMap(({ maps }) => maps.filter((m) => m.model === model.card.name).map(decodeMap));
  const columns = columnsOfScan(grid, scan.seal.lines) / grid.stride;
  const rows = grid.rows / grid.stride;
  return { map: stitch(model.card.name, columns, rows, part ? [...parts, part] : parts), run };
}
