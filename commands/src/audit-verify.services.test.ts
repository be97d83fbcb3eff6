import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServerEnv, startServer } from '@h986/analyst-ui-server';
import { readConfig } from '@h986/domain';
import { StoresEnv } from '@h986/stores';
import { type RunningRedis, startRedis } from '@h986/stores/provision';
import { afterAll, beforeAll, expect, test } from 'vitest';

let redis: RunningRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

test('the audit chain is verified through the running server, and on the database when none runs', async () => {
  const data = await mkdtemp(join(tmpdir(), 'h986-audit-'));
  const stores = { OBJECT_FOLDER: join(data, 'objects'), REDIS_URL: redis.url, LOG_LEVEL: 'silent' };
  const template = process.env.RECORDS_TEMPLATE ?? join(data, 'template.tar');
  const env = { ...stores, DATA_DIR: data, DEMO: '1', PORT: '0', RECORDS_TEMPLATE: template };
  const server = await startServer(readConfig(ServerEnv, env));
  // The records are open in this process: without the announcement the command must not touch them.
  expect(await verify(env)).toMatchObject({ code: 1, output: expect.stringContaining('records-in-use') });

  const running = { url: server.url, pid: process.pid, dataDir: data, stores: StoresEnv.parse(stores) };
  const announce = (more: object) => writeFile(join(data, 'running.json'), JSON.stringify({ ...running, ...more }));
  await announce({});
  expect(await verify(env)).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^audit: ok, 6 events, head [0-9a-f]{64}\n$/),
  });
  const stranger = { AUDIT_USER: 'officer', AUDIT_PASSWORD: 'wrong' };
  expect(await verify({ ...env, ...stranger })).toMatchObject({ code: 1 });

  await server.close();
  await announce({ pid: 999_999_999 });
  // Five accounts, in and out of the officer, and the stranger.
  expect(await verify(env)).toMatchObject({ code: 0, output: expect.stringMatching(/^audit: ok, 8 events/) });
});

function verify(env: Record<string, string>): Promise<{ code: number; output: string }> {
  const command = fileURLToPath(new URL('./audit-verify.ts', import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [command], { env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}
