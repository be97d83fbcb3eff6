import { type Finding, type Geometry, keys, type ScanResult, StripResult } from '@h986/domain';
import { getJson } from '@h986/stores';
import { afterEach, describe, expect, test } from 'vitest';
import { type CellMap, decodeMap, stitch } from './maps/cell-map.ts';
import { findingsOf, numbered } from './maps/findings.ts';
import { mapColumns } from './maps/infer.ts';
import { mapTail } from './maps/map-tail.ts';
import { columnsOfScan, scanGrid } from './maps/scan-grid.ts';
import type { Model } from './registry/model.ts';
import { GEOMETRY, makeScan, type RawScan } from './testing/raw-scan.ts';
import { scanIdOf, sealOf } from './testing/store-scan.ts';
import { analyseScan, openTestTools, type TestTools } from './testing/test-tools.ts';
import { startStopwatch } from './workers/stopwatch.ts';

/** Each line 1 mm: a strip of 32 columns is narrower than the model's two margins. */
const FINE: Geometry = { ...GEOMETRY, channels: 64, linePitchMm: 1 };
const SCAN_ID = scanIdOf(1);

let tools: TestTools;
afterEach(() => tools.close());

describe('strip by strip is the same as in one piece', () => {
  test.each([
    ['of exactly two strips', 512, GEOMETRY],
    ['of two strips and a line', 513, GEOMETRY],
    ['of two and a half strips', 640, GEOMETRY],
    ['shorter than a strip', 100, GEOMETRY],
    ['of one line', 1, GEOMETRY],
    ['whose strips are narrower than the margins', 1100, FINE],
  ])('for a scan %s', async (_, lines, geometry) => {
    tools = await openTestTools();
    const scan = cargo(lines, geometry);
    const result = await analyseScan(tools, scan, SCAN_ID);
    const whole = await inOnePiece(scan);
    expect(await inParts(scan, result)).toEqual(whole.map);
    expect(result.findings.map(({ cropKey: _, ...finding }) => finding)).toEqual(whole.findings);
    expect(result.verdict.reasons.filter(({ code }) => code !== 'finding')).toEqual([]);
  });
});

test.each([
  ['across the seam of two strips', 250],
  ['at the end of what the first strip can judge', 226],
  ['at the very end of the scan', 500],
])('an object %s is one finding, where it lies', async (_, x) => {
  tools = await openTestTools();
  const { findings } = await analyseScan(tools, cargo(512, GEOMETRY, x), SCAN_ID);
  expect(findings).toHaveLength(1);
  const [{ kind, boxPx }] = findings as [Finding];
  expect(kind).toBe('outlier-dense');
  expect(boxPx.x).toBeLessThanOrEqual(x + 4);
  expect(boxPx.x + boxPx.w).toBeGreaterThanOrEqual(x + 8);
  expect(boxPx.w).toBeLessThanOrEqual(24);
});

/** An even load with a block of 12 x 8 pixels. */
function cargo(lines: number, geometry: Geometry, at = 250): RawScan {
  const scale = 8 / geometry.linePitchMm;
  const inBlock = (x: number, y: number): boolean =>
    x >= at * scale && x < (at + 12) * scale && y >= geometry.channels - 30 && y < geometry.channels - 22;
  return makeScan({
    lines,
    geometry,
    transmission: (x, y) => (inBlock(x, y) ? { high: 0.02, low: 0.015 } : { high: 0.3, low: 0.26 }),
  });
}

function outlier(): Model {
  const [model] = tools.models;
  if (!model) throw new Error('the tests need the outlier model');
  return model;
}

async function inOnePiece({ geometry, lines }: RawScan): Promise<{ map: CellMap; findings: Finding[] }> {
  const { card } = outlier();
  const grid = scanGrid(card, geometry);
  const watch = startStopwatch();
  const pixels = await tools.pixels(SCAN_ID);
  const region = await pixels.region(grid, 0, Math.ceil(lines / 256) - 1, watch);
  const map = await mapColumns(outlier(), grid, region, { from: 0, to: columnsOfScan(grid, lines) }, watch);
  return { map, findings: numbered(findingsOf(map, card, { grid, geometry, lines })) };
}

async function inParts(scan: RawScan, { revision, order }: ScanResult): Promise<CellMap> {
  const { card } = outlier();
  const grid = scanGrid(card, scan.geometry);
  const seal = sealOf(scan, { scanId: SCAN_ID });
  const parts: CellMap[] = [];
  for (const strip of seal.strips.keys()) {
    const result = await getJson(tools.objects, keys.stripResult(SCAN_ID, revision, strip), StripResult);
    parts.push(...result.maps.map(decodeMap));
  }
  const whole = { scanId: SCAN_ID, revision, seal, order, missing: [] };
  const { part } = await mapTail(outlier(), grid, whole, tools, startStopwatch());
  if (part) parts.push(part);
  const columns = columnsOfScan(grid, scan.lines) / grid.stride;
  expect(parts.reduce((sum, p) => sum + p.columns, 0)).toBe(columns);
  return stitch(card.name, columns, grid.rows / grid.stride, parts);
}
