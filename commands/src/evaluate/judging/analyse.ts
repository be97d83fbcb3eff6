import type { ScanResult } from '@h986/domain';
import { analyseStrip, assemble, type ModelSet } from '@h986/pipeline';
import type { RawScan } from '../../../../pipeline/src/testing/raw-scan.ts';
import { scanIdOf, storeScan } from '../../../../pipeline/src/testing/store-scan.ts';
import { rawScanFrom } from '../../../../pipeline/src/testing/stored-scan.ts';
import { openTestTools, readResult } from '../../../../pipeline/src/testing/test-tools.ts';
import { peakMemory } from './memory.ts';
import { type ScanMap, wholeMaps } from './whole-maps.ts';

export interface Analysed {
  result: ScanResult;
  /** Of models that decide and of those in the shadow. */
  maps: ScanMap[];
  /** Processor time of strips and assembly, whatever else the machine is doing. */
  seconds: number;
  /** Of the last strip and the assembly alone. */
  afterLastSeconds: number;
  peakBytes: number | null;
}

/** Sends a scan through the pipeline's own jobs, one after the other, in a folder of its own that is gone afterwards. */
export async function analyse(raw: RawScan, models: ModelSet): Promise<Analysed> {
  const scanId = scanIdOf(1);
  const tools = await openTestTools({ ...models });
  try {
    const seal = await storeScan(tools.objects, raw, { scanId });
    const peak = peakMemory();
    const from = process.cpuUsage();
    let last = from;
    for (const strip of seal.strips.keys()) {
      last = process.cpuUsage();
      await analyseStrip({ v: 1, scanId, strip, counter: 1 }, tools);
    }
    await assemble({ v: 1, scanId, counter: 1 }, Date.now(), tools);
    const [seconds, afterLastSeconds] = [secondsSince(from), secondsSince(last)];
    const peakBytes = peak();
    const result = await readResult(tools, scanId);
    const maps = await wholeMaps(result, seal, tools);
    return { result, maps, seconds, afterLastSeconds, peakBytes };
  } finally {
    await tools.close();
  }
}

/** Processor time since then. */
function secondsSince(from: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}

export { rawScanFrom as rawScanOf };
