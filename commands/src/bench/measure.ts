import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keys, LaneId, queueNames } from '@h986/domain';
import { type StoredScan, startSimulator } from '@h986/fixtures';
import { openLog } from '@h986/stores';
import { type House, startHouse } from '../house/house.ts';
import { cpuMs } from '../house/resident.ts';
import { sendScan } from '../scan/send.ts';
import { holdQueues } from './hold-queues.ts';

/** What one scan cost. */
export interface Measured {
  scanMs: number;
  /** From the last line in the spool to the verdict's event at a client of the API. */
  verdictMs: number;
  pipelineCpuMs: number;
  bridgeCpuMs: number;
  inferenceCpuMs: number;
}

export interface Peaks {
  bridgeBytes: number;
  pipelineBytes: number;
}

export interface Run {
  scan: StoredScan;
  lineRateHz: number;
  times: number;
  /** Nothing is analysed before the scan is sealed, as a system would that stores first. */
  storeFirst?: boolean;
}

/** Sends a scan through a house of its own, some times one after the other. */
export async function measure({
  scan,
  lineRateHz,
  times,
  storeFirst = false,
}: Run): Promise<{ runs: Measured[]; peaks: Peaks }> {
  const simulator = await startSimulator({
    serial: 'bench',
    scans: Array.from({ length: times }, () => () => scan),
    lineRateHz,
  });
  const lane = LaneId.parse('bench');
  const dataDir = await mkdtemp(join(tmpdir(), 'h986-bench-'));
  const { controlPort, dataPort } = simulator;
  const house = await startHouse({
    dataDir,
    lanes: [{ lane, driver: 'niip', host: '127.0.0.1', controlPort, dataPort }],
    log: openLog('bench', 'error'),
  });
  try {
    const runs: Measured[] = [];
    for (let i = 0; i < times; i++) runs.push(await one(house, lane, storeFirst));
    const { bridge, pipeline } = house.parts;
    return { runs, peaks: { bridgeBytes: bridge.peakRssBytes(), pipelineBytes: pipeline.peakRssBytes() } };
  } finally {
    await house.stop();
    await simulator.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function one(house: House, lane: LaneId, storeFirst: boolean): Promise<Measured> {
  const before = { pipeline: cpuOf(house, 'pipeline'), bridge: cpuOf(house, 'bridge') };
  const { REDIS_URL: redisUrl, QUEUE_PREFIX: prefix } = house.stores;
  const release = storeFirst ? await holdQueues([queueNames.strips, queueNames.assembly], { redisUrl, prefix }) : null;
  const sealed = release && untilAnyNewSeal(house).then(release);
  const { timings } = await sendScan({
    url: house.url,
    users: house.users,
    objects: house.objects,
    lane,
    containers: [],
  });
  await sealed;
  return {
    scanMs: timings.scanMs,
    verdictMs: timings.afterLastLineMs,
    pipelineCpuMs: cpuOf(house, 'pipeline') - before.pipeline,
    bridgeCpuMs: cpuOf(house, 'bridge') - before.bridge,
    inferenceCpuMs: sumOf(timings.stages, /inferenceCpu$/),
  };
}

const cpuOf = ({ parts }: House, part: 'bridge' | 'pipeline'): number => cpuMs(parts[part].pid() ?? 0);

function sumOf(values: Record<string, number>, name: RegExp): number {
  return Object.entries(values).reduce((sum, [key, value]) => (name.test(key) ? sum + value : sum), 0);
}

/** Resolves when a scan that was not sealed before is. */
async function untilAnyNewSeal({ objects }: House): Promise<void> {
  const sealed = async (): Promise<number> => {
    let count = 0;
    for await (const key of objects.list(keys.allScans)) if (key.endsWith('/seal.json')) count += 1;
    return count;
  };
  for (const before = await sealed(); (await sealed()) === before; )
    await new Promise((resolve) => setTimeout(resolve, 50));
}
