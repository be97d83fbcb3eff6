import { countLost, DomainError, keys, type ScanId, type Seal } from '@h986/domain';
import type { ArchiveTools } from './archive.ts';
import { digestOfStored } from './samples.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/**
 * Hands a sealed scan to the pipeline, again and again, until the server has recorded its result. Only what has no output
 * yet is handed over; a job that is there already, or has run meanwhile, does no harm.
 */
export async function handOverUntilRecorded(seal: Seal, tools: ArchiveTools, stopped: AbortSignal): Promise<void> {
  const { scanId, lines, extent, linesLost } = seal;
  tools.progress.tell({
    kind: 'sealed',
    scanId,
    lines,
    linesLost: countLost(linesLost),
    extent,
  });
  // At once, before any listing: the analyst waits for this one.
  await tools.assembly.add({ v: 1, scanId, counter: 1 }).catch(() => {});
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 1.6, LONGEST_WAIT_MS)) {
    await pause(wait, stopped);
    stopped.throwIfAborted();
    try {
      const { recorded, analysed, assembled } = await resultsOf(scanId, tools);
      if (recorded) return;
      if (wait < 4 * FIRST_WAIT_MS) continue; // It is surely under way still.
      for (let strip = 0; strip < seal.strips.length; strip++) {
        if (!analysed.has(strip) && !assembled) await tools.strips.add({ v: 1, scanId, strip, counter: 1 });
      }
      await tools.assembly.add({ v: 1, scanId, counter: 1 });
      tools.log.info({ scanId, analysed: analysed.size, assembled }, 'handed over again');
    } catch (error) {
      tools.log.warn({ scanId, err: (error as Error).message }, 'could not hand over, will be tried again');
    }
  }
}

/**
 * Reads every strip back once more before the spool lets go of it.
 *
 * @throws {DomainError} `object-damaged`: the spool must stay
 */
export async function verifyStored(
  { scanId, strips }: Seal,
  { objects }: Pick<ArchiveTools, 'objects'>,
): Promise<void> {
  for (const [strip, digest] of strips.entries()) {
    const key = keys.stripSamples(scanId, strip);
    if ((await digestOfStored(objects, key)) === digest) continue;
    throw new DomainError('object-damaged', `${key} is not what was sealed`, { details: { key } });
  }
}

async function resultsOf(scanId: ScanId, { objects }: ArchiveTools) {
  const analysed = new Set<number>();
  let recorded = false;
  let assembled = false;
  for await (const key of objects.list(keys.results(scanId))) {
    const strip = /\/strips\/(\d+)\.json$/.exec(key)?.[1];
    if (strip !== undefined) analysed.add(Number(strip));
    if (key.endsWith('/result.json')) assembled = true;
    if (key.endsWith('/recorded.json')) recorded = true;
  }
  return { recorded, analysed, assembled };
}

function pause(ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopped.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      stopped.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    stopped.addEventListener('abort', done);
  });
}
