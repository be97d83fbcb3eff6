import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@h986/domain';
import { expect, test } from 'vitest';
import { StoresEnv } from './config.ts';
import { openObjectStore } from './open.ts';

test('without an S3 endpoint the objects lie in the folder that the environment names', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'h986-open-'));
  const objects = await openObjectStore(readConfig(StoresEnv, { OBJECT_FOLDER: folder, S3_ENDPOINT: '' }));
  await objects.putOnce('scans/one/order.json', new TextEncoder().encode('{}'));
  expect(await readFile(join(folder, 'scans/one/order.json'), 'utf8')).toBe('{}');
  await rm(folder, { recursive: true });
});

test('with an S3 endpoint nothing is put elsewhere when that cannot be reached', async () => {
  const env = readConfig(StoresEnv, { S3_ENDPOINT: 'http://127.0.0.1:1', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 's' });
  await expect(openObjectStore(env)).rejects.toMatchObject({ code: 'object-store-unreachable', retryable: true });
});

test('every bad variable is named at once', () => {
  const bad = { REDIS_URL: 'nonsense', S3_ENDPOINT: 'ftp://here', QUEUE_PREFIX: 'A B' };
  expect(() => readConfig(StoresEnv, bad)).toThrow(/REDIS_URL.*QUEUE_PREFIX.*S3_ENDPOINT/s);
});
