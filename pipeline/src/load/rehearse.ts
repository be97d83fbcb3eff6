import { type AlgorithmRun, boxToMm, type Geometry, type MaterialTable, ScanId, type Seal } from '@h986/domain';
import { type Coarse, coarseGrid } from '../coarse/coarse.ts';
import { columnsOfScan, type ScanGrid } from '../maps/scan-grid.ts';
import type { Tools } from '../tools.ts';
import { startStopwatch } from '../workers/stopwatch.ts';
import type { LoadContext } from './analysis.ts';
import type { LoadPicture } from './load-picture.ts';
import { ANALYSES, analysed } from './read-load.ts';
import { withoutScatter } from './scatter.ts';

/** So often the compiler has seen all it needs; more made no scan quicker. */
const ROUNDS = 4;
const LINES = 2_500;
/** A 20 ft container on a chassis as an H986 of 6 MV sees it, px of the scan. */
const GEOMETRY: Geometry = { channels: 1_000, linePitchMm: 5, channelPitchMm: 5, highMv: 6, lowMv: 4 };
const BOX = { x: 600, y: 77, w: 1_212, h: 677 };
/** -ln T of two walls, and of what stands between them. */
const WALL = 0.2;
const GOODS = { least: 0.6, more: 1.6, unitColumns: 40, unitRows: 18, filled: 0.7 };
/** Of the low energy: between what organic matter and steel show. */
const LOW_RATIO = [1.12, 1.2] as const;
const NEVER = new Date(0).toISOString();
const SEAL: Seal = {
  v: 1,
  scanId: ScanId.parse('0'.repeat(26)),
  lane: 'rehearsal',
  lines: LINES,
  linesLost: [],
  sha256: '0'.repeat(64),
  strips: [],
  extent: 'whole',
  reason: '',
  scannerDigestAgrees: null,
  firstLineAt: NEVER,
  lastLineAt: NEVER,
  sealedAt: NEVER,
};

/**
 * Reads loads that never were, so that the code is compiled before an analyst waits for it: a process's first scan took half as long again as
 * its third.
 *
 * @param tables the first usable one is read with
 * @returns how each analysis fared in the last of them
 */
export async function rehearse({ tables }: Pick<Tools, 'tables'>): Promise<AlgorithmRun[]> {
  const usable = [...tables.lanes.values(), ...tables.house].flatMap((one) => ('table' in one ? [one.table] : []));
  const table = usable[0] ?? null;
  let runs: AlgorithmRun[] = [];
  for (let round = 1; round <= ROUNDS; round++)
    ({ runs } = await analysed(ANALYSES, contextOf(round, table), startStopwatch()));
  return runs;
}

function contextOf(seed: number, table: MaterialTable | null): LoadContext {
  const grid = coarseGrid(GEOMETRY);
  const columns = columnsOfScan(grid, LINES);
  const seen = picture(grid, columns, seed);
  const none = { columns, rows: grid.rows, samples: new Uint16Array(columns * grid.rows) };
  const coarse: Coarse = { grid, firstColumn: 0, picture: { high: none, low: none } };
  return {
    picture: table ? withoutScatter(seen, table) : seen,
    coarse,
    geometry: GEOMETRY,
    seal: SEAL,
    containers: [{ boxPx: BOX, boxMm: boxToMm(BOX, GEOMETRY), confidence: 1 }],
    strips: [],
    table,
  };
}

/** Rows of stacked units of two stuffs in a container, with some noise; air around it. */
function picture(grid: ScanGrid, columns: number, seed: number): LoadPicture {
  const { rows, linesPerColumn, channelsPerRow } = grid;
  const plane = (): Float32Array => new Float32Array(columns * rows);
  const planes = { high: plane(), low: plane(), spread: plane().fill(0.02), opaque: plane() };
  const [left, right] = [BOX.x / linesPerColumn, (BOX.x + BOX.w) / linesPerColumn];
  const [top, bottom] = [BOX.y / channelsPerRow, (BOX.y + BOX.h) / channelsPerRow];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const inside = column >= left && column < right && row >= top && row < bottom;
      const goods = inside && row > bottom - GOODS.filled * (bottom - top);
      const unit = Math.floor(column / GOODS.unitColumns) + Math.floor(row / GOODS.unitRows);
      const at = row * columns + column;
      // As good as noise, and the same at each start.
      const noise = Math.sin(seed * at * at) / 100;
      const alpha = (inside ? WALL : 0) + (goods ? GOODS.least + (GOODS.more * (unit % 4)) / 3 : 0) + noise;
      planes.high[at] = alpha;
      planes.low[at] = alpha * (LOW_RATIO[unit % 2] as number) - noise;
    }
  const { linePitchMm, channelPitchMm } = GEOMETRY;
  return {
    grid,
    columns,
    rows,
    columnMm: linesPerColumn * linePitchMm,
    rowMm: channelsPerRow * channelPitchMm,
    ...planes,
  };
}
