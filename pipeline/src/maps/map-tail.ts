import { type AlgorithmRun, DomainError } from '@h986/domain';
import type { Scan } from '../conclusion/conclude.ts';
import { runOf } from '../conclusion/runs.ts';
import type { Model } from '../registry/model.ts';
import type { Tools } from '../tools.ts';
import type { Stopwatch } from '../workers/stopwatch.ts';
import type { CellMap } from './cell-map.ts';
import { mapColumns } from './infer.ts';
import { firstStripUnder, ownedByAssembly, type ScanGrid } from './scan-grid.ts';

/**
 * The last columns of a scan, which no strip's job could judge: it did not know that nothing follows.
 *
 * Samples that cannot be read now never will be: the run counts as failed and the rest of the scan goes on. Anything else
 * is thrown, to be tried again.
 */
export async function mapTail(
  model: Model,
  grid: ScanGrid,
  { scanId, seal }: Pick<Scan, 'scanId' | 'seal'>,
  tools: Pick<Tools, 'pixels'>,
  watch: Stopwatch,
): Promise<{ part: CellMap | null; run: AlgorithmRun }> {
  const owned = ownedByAssembly(grid, seal.lines);
  if (owned.from === owned.to) return { part: null, run: runOf(model.card, 'ran') };
  try {
    const pixels = await tools.pixels(scanId);
    const region = await pixels.region(grid, firstStripUnder(grid, owned), seal.strips.length - 1, watch);
    return { part: await mapColumns(model, grid, region, owned, watch), run: runOf(model.card, 'ran') };
  } catch (error) {
    if (!(error instanceof DomainError) || !/^strip-/.test(error.code)) throw error;
    return { part: null, run: runOf(model.card, 'failed', error.code) };
  }
}
