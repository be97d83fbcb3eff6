import { type BoxPx, boxToMm, type MaterialTable } from '@h986/domain';
import { type Phantom, type PhantomOptions, phantomScan } from '@h986/fixtures';
import { analysed, type LoadContext, massAnalysis, startStopwatch } from '@h986/pipeline';
import { loadContextOf } from '../load-context.ts';

/** What was read of one container, and what is true of it. */
export interface LoadCase {
  seed: number;
  family: string;
  tier: Phantom['truth']['tier'];
  scanner: string;
  type: string;
  /** Goods and packing. */
  loadKg: number;
  /** Null where nothing was read. */
  read: { kg: number; low: number; high: number; opaqueShare: number; opaqueExtraKg: number; fill: number } | null;
  /** Processor time of the analysis of its scan, ms. */
  ms: number;
}

/** A clean phantom's containers as the pipeline weighs them. @param moved what is done to the true boxes first */
export async function readLoadCases(
  options: PhantomOptions,
  table: MaterialTable,
  scanner: string,
  moved: (boxes: readonly BoxPx[], context: LoadContext) => Promise<readonly BoxPx[] | null> = async (boxes) => boxes,
): Promise<LoadCase[]> {
  const { scan, truth } = phantomScan({ ...options, threat: 'none' });
  const boxes = truth.containers.map(({ x, y, w, h }) => ({ x, y, w, h }));
  const context = await loadContextOf(scan, boxes, table);
  const placed = await moved(boxes, context);
  if (placed === null || placed.length !== boxes.length) return [];
  const containers = placed.map((boxPx) => ({ boxPx, boxMm: boxToMm(boxPx, context.geometry), confidence: 1 }));
  const from = process.cpuUsage();
  const { draft } = await analysed([massAnalysis], { ...context, containers }, startStopwatch());
  const ms = process.cpuUsage(from).user / 1000;
  return truth.containers.map(({ type, loadKg }, i) => {
    const { family, tier, seed } = truth;
    const about = { seed, family, tier, scanner, type, loadKg, ms };
    const reading = draft.containers[i];
    if (!reading?.mass || !reading.fill) return { ...about, read: null };
    const { value: kg, low, high } = reading.mass.cargoKg;
    const { opaqueShare, opaqueExtraKg } = reading.mass;
    return { ...about, read: { kg, low, high, opaqueShare, opaqueExtraKg, fill: reading.fill.volume } };
  });
}
