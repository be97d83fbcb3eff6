import type { BoxPx, MaterialTable } from '@h986/domain';
import { startStopwatch } from '@h986/pipeline';
import type { LoadContext } from '../../../../../pipeline/src/load/analysis.ts';
import { emptinessAnalysis } from '../../../../../pipeline/src/load/emptiness/analysis.ts';
import { massAnalysis } from '../../../../../pipeline/src/load/mass/analysis.ts';
import { analysed } from '../../../../../pipeline/src/load/read-load.ts';
import type { LoadTruth, MadeLoad } from './made-load.ts';

/** What was read of one container, and what is true of it. */
export interface LoadCase {
  truth: LoadTruth;
  family: string;
  tier: MadeLoad['tier'];
  /** Null where nothing was read. */
  read: {
    kg: number;
    low: number;
    high: number;
    opaqueShare: number;
    fill: number;
    state: 'empty' | 'loaded' | 'cannot-tell';
    strength: number;
    /** Whether a place lies on the block, if there is one. */
    placed: boolean;
  } | null;
  /** Share of the box's cells that goods lie in front of, for those of a load. */
  outline: number;
  /** Processor time of the analyses of its scan, ms. */
  ms: number;
}

/** A place may lie so far beside the block, px. */
const BESIDE_PX = 10;
/** Goods that count for the outline, g/cm2. */
const GOODS_G_CM2 = 0.3;

/** Has the pipeline's own analyses read a scan. @param boxes of its containers, the truth's where left out */
export async function readCases(
  made: MadeLoad,
  table: MaterialTable,
  boxes: readonly BoxPx[] = made.containers.map(({ box }) => box),
): Promise<LoadCase[]> {
  const { picture, coarse, geometry, lines, family, tier } = made;
  const containers = boxes.map((boxPx) => ({ boxPx, boxMm: boxPx, confidence: 1 }));
  const context = {
    picture,
    coarse,
    geometry,
    seal: { lines },
    containers,
    strips: [],
    table,
  } as unknown as LoadContext;
  const from = process.cpuUsage();
  const { draft } = await analysed([massAnalysis, emptinessAnalysis], context, startStopwatch());
  const ms = process.cpuUsage(from).user / 1000;
  return made.containers.map((truth, i) => {
    const reading = draft.containers[i];
    const about = { truth, family, tier, outline: outlineOf(made, truth.box), ms };
    if (!reading?.mass || !reading.fill || !reading.emptiness) return { ...about, read: null };
    const { value: kg, low, high } = reading.mass.cargoKg;
    const { state, strength, places } = reading.emptiness;
    return {
      ...about,
      read: {
        kg,
        low,
        high,
        opaqueShare: reading.mass.opaqueShare,
        fill: reading.fill.volume,
        state,
        strength,
        placed: places.some(({ boxPx }) => truth.block !== null && touches(boxPx, truth.block)),
      },
    };
  });
}

function touches(a: BoxPx, b: BoxPx): boolean {
  const across = a.x < b.x + b.w + BESIDE_PX && b.x < a.x + a.w + BESIDE_PX;
  return across && a.y < b.y + b.h + BESIDE_PX && b.y < a.y + a.h + BESIDE_PX;
}

function outlineOf({ goods, picture: { grid, columns, rows } }: MadeLoad, { x, y, w, h }: BoxPx): number {
  const [left, right] = [x, x + w].map((line) => Math.min(columns, Math.round(line / grid.linesPerColumn)));
  const [top, bottom] = [y, y + h].map((channel) => Math.min(rows, Math.round(channel / grid.channelsPerRow)));
  let cells = 0;
  let filled = 0;
  for (let row = top as number; row < (bottom as number); row++)
    for (let column = left as number; column < (right as number); column++) {
      cells++;
      if ((goods[row * columns + column] as number) > GOODS_G_CM2) filled++;
    }
  return cells === 0 ? 0 : filled / cells;
}
