import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, expect, test, vi } from 'vitest';
import { provide } from './debian.ts';
import { startPostgres } from './postgres.ts';
import { startRedis } from './redis.ts';

const within = { timeout: 45_000, interval: 50 };
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
afterEach(() => {
  vi.unstubAllEnvs();
});

test('a Redis of ours never evicts, and nobody else on the network can reach it', async () => {
  const redis = await startRedis();
  const client = new Redis(redis.url);
  expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
  expect(await client.config('GET', 'appendonly')).toEqual(['appendonly', 'no']);
  const others = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  for (const { address } of others.filter((one) => one.family === 'IPv4' && !one.internal)) {
    const socket = createConnection({ host: address, port: redis.port });
    await expect(once(socket, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  }
  client.disconnect();
  await redis.stop();
  expect(isAlive(redis.pid)).toBe(false);
});

test('a Redis with a folder has after a stop what it was given before', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'h986-redis-'));
  const first = await startRedis({ dir });
  const before = new Redis(first.url);
  await before.set('kept', 'yes');
  before.disconnect();
  await first.stop();
  const second = await startRedis({ dir, port: first.port });
  const after = new Redis(second.url);
  expect(await after.get('kept')).toBe('yes');
  after.disconnect();
  await second.stop();
  await rm(dir, { recursive: true, force: true });
});

test('a Redis is told to go by the death of whoever started it, even by kill -9', async () => {
  const module = new URL('./redis.ts', import.meta.url).href;
  const code = `const { startRedis } = await import(${JSON.stringify(module)});
    console.log((await startRedis()).pid); setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(parent.stdout, 'data');
  const pid = Number(String(line));
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), within);
});

test('a port that is taken is refused with what the server said', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' ? address?.port : 0;
  await expect(startRedis({ port })).rejects.toMatchObject({
    code: 'service-start',
    message: expect.stringContaining('in use'),
  });
  taken.close();
});

test('a PostgreSQL of ours runs until it is stopped, and leaves nothing behind', async () => {
  const postgres = await startPostgres();
  expect(postgres.url).toBe(`postgres://postgres@127.0.0.1:${postgres.port}/postgres`);
  expect(isAlive(postgres.pid)).toBe(true);
  await postgres.stop();
  expect(isAlive(postgres.pid)).toBe(false);
  await expect(access(postgres.folder)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('what is not here and cannot be installed is missing, in one line that says what to install', async () => {
  vi.stubEnv('PATH', '/nowhere');
  const wanted = provide({ what: 'Fine service', commands: ['fine-server-h986'], packages: ['fine-server'] });
  await expect(wanted).rejects.toMatchObject({
    code: 'service-missing',
    message: 'Fine service is needed: install fine-server-h986 (Debian: fine-server); there is no apt-get here',
  });
});
