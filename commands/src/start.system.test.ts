import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDemoUsers, repository } from './house/house.ts';
import { signInAs } from './scan/send.ts';

let dataDir: string;
const children = new Set<ChildProcess>();
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'h986-start-'));
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

interface Started {
  url: string;
  output(): string;
  /** Ctrl-C; resolves with the exit code. */
  interrupt(): Promise<number | null>;
  exited: Promise<number | null>;
}

async function npmStart(): Promise<Started> {
  const child = spawn(process.execPath, [join(repository, 'commands/src/start.ts')], {
    // As a stranger starts it: its database is made here.
    env: { ...process.env, RECORDS_TEMPLATE: undefined, DATA_DIR: dataDir, PORT: '0', SIM_LINE_RATE: '1000' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  for (const deadline = Date.now() + 240_000; !output.includes('Ctrl-C stops') && Date.now() < deadline; ) {
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (child.exitCode === null && !output.includes('Ctrl-C stops')) throw new Error(`not up yet:\n${output}`);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? '';
  return {
    url,
    output: () => output,
    exited,
    interrupt() {
      child.kill('SIGINT');
      return exited;
    },
  };
}

test('the system starts, scans a simulated truck, stops cleanly, and finds the scan again the next day', async () => {
  const first = await npmStart();
  const users = await readDemoUsers(dataDir);
  for (const { name, password } of users) {
    expect(first.output()).toContain(name);
    expect(first.output()).toContain(password);
  }
  const operator = await signInAs('operator', first.url, users);
  const lane = await waitFor(
    async () => (await operator.call('listLanes')).find(({ status }) => status?.state === 'ready')?.lane,
  );
  const { scanId } = await operator.call('createScan', { body: { lane, containers: [], trigger: true } });
  await waitFor(async () => (await operator.call('getScan', { params: { scanId } })).state === 'awaiting-review');

  const twice = await npmStart();
  expect(await twice.exited).toBe(1);
  expect(twice.output()).toContain('already-running');

  expect(await first.interrupt()).toBe(0);
  const second = await npmStart();
  const again = await signInAs('operator', second.url, await readDemoUsers(dataDir));
  const scan = await again.call('getScan', { params: { scanId } });
  expect(scan).toMatchObject({ state: 'awaiting-review', extent: 'whole' });
  expect((await again.call('getPicture', { params: { scanId } })).planes.length).toBeGreaterThan(0);
  expect(await second.interrupt()).toBe(0);
});

async function waitFor<T>(condition: () => Promise<T | null | undefined | false>): Promise<T> {
  for (const deadline = Date.now() + 240_000; Date.now() < deadline; ) {
    const answer = await condition().catch(() => null);
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('waited in vain');
}
