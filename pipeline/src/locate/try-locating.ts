import { type AlgorithmRun, countLost, errorCode, type Geometry, type StripResult } from '@h986/domain';
import type { Coarse } from '../coarse/coarse.ts';
import type { Scan } from '../conclusion/conclude.ts';
import { runOf } from '../conclusion/runs.ts';
import type { Tools } from '../tools.ts';
import type { Stopwatch } from '../workers/stopwatch.ts';
import { type Located, locate } from './locate.ts';

/** With more lines lost than this share, what is left of a container may look like two, or like none. */
const LOST_MOST = 0.01;

/**
 * The containers of a scan, and how the search for them went. Nothing is thrown: without them all findings stay, which is the
 * graver side.
 *
 * @returns `located` null where no locator ran, or not on the whole scan, or where it is not to be believed: half a container's box would
 *   hide findings
 */
export async function tryLocating(
  coarse: Coarse,
  { seal, missing, order }: Pick<Scan, 'seal' | 'missing' | 'order'>,
  strips: readonly StripResult[],
  geometry: Geometry,
  { locator }: Pick<Tools, 'locator'>,
  watch: Stopwatch,
): Promise<{ located: Located | null; runs: AlgorithmRun[] }> {
  if (!locator) return { located: null, runs: [] };
  const { card } = locator;
  if (missing.length > 0) return { located: null, runs: [runOf(card, 'timed-out', 'strip-missing')] };
  if (strips.some((strip) => !strip.coarse)) return { located: null, runs: [runOf(card, 'failed', 'strip-missing')] };
  const lost = countLost(seal.linesLost) / Math.max(1, seal.lines);
  if (seal.extent !== 'whole' || lost > LOST_MOST)
    return { located: null, runs: [runOf(card, 'failed', 'scan-partial')] };
  try {
    const located = await watch.time('locate', () => locate(locator, coarse, { geometry, lines: seal.lines }));
    // Somebody has seen more containers than these: where the other one is, nobody would look.
    if (located.containers.length < order.containers.length)
      return { located: null, runs: [runOf(card, 'failed', 'locator-doubt')] };
    return { located, runs: [runOf(card, 'ran')] };
  } catch (error) {
    return { located: null, runs: [runOf(card, 'failed', errorCode(error))] };
  }
}
