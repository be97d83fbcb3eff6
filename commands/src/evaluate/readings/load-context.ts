import { type BoxPx, boxToMm, type MaterialTable, type Seal } from '@h986/domain';
import type { StoredScan } from '@h986/fixtures';
import {
  coarseGrid,
  type LoadContext,
  loadPart,
  startStopwatch,
  stripCoarse,
  wholeCoarse,
  wholeLoad,
  withoutScatter,
} from '@h986/pipeline';
import { scanIdOf, storeScan } from '../../../../pipeline/src/testing/store-scan.ts';
import { openTestTools } from '../../../../pipeline/src/testing/test-tools.ts';
import { rawScanOf } from '../judging/analyse.ts';

/**
 * What the pipeline would have before it when it reads this scan's load, by its own calibration and cells; the containers stand where they
 * are said to, so that nothing but the readings is judged.
 */
export async function loadContextOf(
  scan: StoredScan,
  boxes: readonly BoxPx[],
  table: MaterialTable | null,
): Promise<LoadContext> {
  const raw = rawScanOf(scan);
  const { geometry } = raw;
  const scanId = scanIdOf(1);
  const tools = await openTestTools({ models: [] });
  try {
    const seal: Seal = await storeScan(tools.objects, raw, { scanId });
    const pixels = await tools.pixels(scanId);
    const watch = startStopwatch();
    const strips = [];
    for (const strip of seal.strips.keys()) {
      const { transmission } = await pixels.strip(strip, watch);
      const { part: coarse } = await stripCoarse(pixels, strip, watch);
      strips.push({ strip, coarse, load: loadPart(transmission, coarseGrid(geometry)) });
    }
    const picture = wholeLoad(strips, geometry, seal.lines);
    return {
      picture: table ? withoutScatter(picture, table) : picture,
      coarse: wholeCoarse(strips, geometry, seal.lines),
      geometry,
      seal,
      containers: boxes.map((boxPx) => ({ boxPx, boxMm: boxToMm(boxPx, geometry), confidence: 1 })),
      strips: [],
      table,
    };
  } finally {
    await tools.close();
  }
}
