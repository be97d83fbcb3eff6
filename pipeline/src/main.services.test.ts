import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keys, readConfig } from '@h986/domain';
import { openFolderStore } from '@h986/stores';
import { type RunningRedis, startRedis } from '@h986/stores/provision';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { PipelineEnv } from './config.ts';
import { makeScan } from './testing/raw-scan.ts';
import { scanIdOf, storeScan } from './testing/store-scan.ts';
import { openHandOn } from './workers/open-tools.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const scanId = scanIdOf(1);
const within = { timeout: 150_000, interval: 50 };
let redis: RunningRedis;
let folder: string;
let vars: Record<string, string>;

beforeAll(async () => {
  redis = await startRedis();
  folder = await mkdtemp(join(tmpdir(), 'pipeline-main-'));
  vars = {
    REDIS_URL: redis.url,
    QUEUE_PREFIX: `test-${randomUUID()}`,
    OBJECT_FOLDER: join(folder, 'objects'),
    WORKERS: '1',
  };
});
afterAll(async () => {
  await redis?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('the pipeline closes cleanly when it is told to end, and takes its children along when it is killed', async () => {
  const first = await startMain();
  await analyseOneStrip(0);
  const [child] = await childrenOf(first);
  expect(child).toBeDefined();
  first.kill('SIGTERM');
  expect(await once(first, 'exit')).toEqual([0, null]);
  await vi.waitFor(() => expect(isAlive(child)).toBe(false), within);

  const second = await startMain();
  await analyseOneStrip(1);
  const [orphan] = await childrenOf(second);
  expect(orphan).toBeDefined();
  second.kill('SIGKILL');
  await once(second, 'exit');
  await vi.waitFor(() => expect(isAlive(orphan)).toBe(false), within);
});

test('every bad variable is named at once, and nothing starts', async () => {
  const child = spawn(process.execPath, [main], { env: { ...process.env, WORKERS: 'many', REDIS_URL: 'here' } });
  let said = '';
  child.stderr.on('data', (text: Buffer) => {
    said += text.toString();
  });
  const [code] = await once(child, 'exit');
  expect(code).not.toBe(0);
  expect(said).toMatch(/WORKERS/);
  expect(said).toMatch(/REDIS_URL/);
});

async function startMain(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, ...vars },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (text: Buffer) => {
    said += text.toString();
  });
  await vi.waitFor(() => expect(said).toMatch(/pipeline ready/), within);
  return child;
}

async function analyseOneStrip(strip: number): Promise<void> {
  const objects = await openFolderStore(vars.OBJECT_FOLDER ?? '');
  const sending = openHandOn(readConfig(PipelineEnv, vars));
  await storeScan(objects, makeScan({ lines: 300 }), { scanId });
  await vi.waitFor(() => sending.handOn.strips.add({ v: 1, scanId, strip, counter: 1 }), within);
  await vi.waitFor(async () => expect(await objects.head(keys.plane(scanId, strip))).not.toBeNull(), within);
  await sending.close();
  await objects.close();
}

/** Linux only, as the whole system is. */
async function childrenOf({ pid }: ChildProcess): Promise<number[]> {
  const listed = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return listed.trim().split(/\s+/).filter(Boolean).map(Number);
}

function isAlive(pid: number | undefined): boolean {
  try {
    process.kill(pid ?? -1, 0);
    return true;
  } catch {
    return false;
  }
}
