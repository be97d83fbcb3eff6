import { type AlgorithmRun, errorCode, type Geometry, type StripResult } from '@h986/domain';
import type { Coarse } from '../coarse/coarse.ts';
import type { Scan } from '../conclusion/conclude.ts';
import { runOf } from '../conclusion/runs.ts';
import type { Tools } from '../tools.ts';
import type { Stopwatch } from '../workers/stopwatch.ts';
import { type Located, locate } from './locate.ts';

/**
 * The containers of a scan, and how the search for them went. Nothing is thrown: without them all findings stay, which is the
 * graver side.
 *
 * @returns `located` null where no locator ran, or not on the whole scan: half a container's box would hide findings
 */
export async function tryLocating(
  coarse: Coarse,
  { seal, missing }: Pick<Scan, 'seal' | 'missing'>,
  strips: readonly StripResult[],
  geometry: Geometry,
  { locator }: Pick<Tools, 'locator'>,
  watch: Stopwatch,
): Promise<{ located: Located | null; runs: AlgorithmRun[] }> {
  if (!locator) return { located: null, runs: [] };
  const { card } = locator;
  if (missing.length > 0) return { located: null, runs: [runOf(card, 'timed-out', 'strip-missing')] };
  if (strips.some((strip) => !strip.coarse)) return { located: null, runs: [runOf(card, 'failed', 'strip-missing')] };
  try {
    const located = await watch.time('locate', () => locate(locator, coarse, { geometry, lines: seal.lines }));
    return { located, runs: [runOf(card, 'ran')] };
  } catch (error) {
    return { located: null, runs: [runOf(card, 'failed', errorCode(error))] };
  }
}
