import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openFolderStore } from './folder-store.ts';
import type { ObjectStore } from './object-store.ts';
import { freePort } from './provision/index.ts';
import { openS3Store } from './s3-store.ts';
import { type FaultProxy, openFaultProxy } from './testing/fault-proxy.ts';
import { describeObjectStore } from './testing/object-store-suite.ts';
import { startS3OrSay } from './testing/s3-for-tests.ts';

const folder = await mkdtemp(join(tmpdir(), 'h986-objects-'));
const started = await startS3OrSay();
afterAll(async () => {
  await started.s3?.stop();
  await rm(folder, { recursive: true, force: true });
});

describeObjectStore('a folder', () => openFolderStore(join(folder, 'objects')));

const { s3 } = started;
if (!s3) test.skip(`S3: skipped, as no server can be started here: ${started.why}`, () => {});
else {
  describeObjectStore('S3', () => openS3Store({ ...s3, bucket: 'conformance' }));

  describe('S3 that is not well', () => {
    // Long enough that a real server on a loaded machine is never given up by mistake.
    const patient = { attempts: 3, withinMs: 60_000, timeoutMs: 15_000 };
    const brief = { attempts: 3, withinMs: 30_000, timeoutMs: 2_000 };
    const order = new TextEncoder().encode('{"scan":1}');
    let proxy: FaultProxy;
    let objects: ObjectStore;
    let n = 0;
    const fresh = (): string => `scans/fault-${n++}/order.json`;
    beforeAll(async () => {
      proxy = await openFaultProxy(s3.endpoint);
      objects = await openS3Store({ ...s3, ...patient, endpoint: proxy.endpoint, bucket: 'faults' });
    });
    beforeEach(() => proxy.next());
    afterAll(async () => {
      await objects?.close();
      await proxy?.close();
    });

    test('a wrong secret is refused by name, not tried again', async () => {
      const wrong = openS3Store({ ...s3, endpoint: proxy.endpoint, bucket: 'faults', secretKey: 'wrong' });
      await expect(wrong).rejects.toMatchObject({ code: 'object-store-refused', retryable: false });
      expect(proxy.seen()).toBe(1);
    });

    test('an unknown access key is refused by name', async () => {
      const unknown = openS3Store({ ...s3, bucket: 'faults', accessKey: 'nobody' });
      await expect(unknown).rejects.toMatchObject({ code: 'object-store-refused' });
    });

    test.each([408, 429, 500, 502, 503, 504])('after two answers of %i the third attempt succeeds', async (status) => {
      const key = fresh();
      proxy.next(status, status);
      expect(await objects.putOnce(key, order)).toBe('created');
      expect(proxy.seen()).toBe(3);
      proxy.next(status, status);
      expect(await objects.head(key)).toEqual({ size: order.length });
    });

    test('a server that stays busy is given up by name', async () => {
      proxy.next(503, 503, 503, 503, 503, 503);
      const put = objects.putOnce(fresh(), order);
      await expect(put).rejects.toMatchObject({ code: 'object-store-unreachable', retryable: true });
      expect(proxy.seen()).toBe(3);
    });

    test('a put whose answer was lost is the same, never a conflict', async () => {
      const key = fresh();
      proxy.next('lose-answer');
      expect(await objects.putOnce(key, order)).toBe('same');
      expect(new Uint8Array(await objects.get(key))).toEqual(order);
    });

    test('a put whose answer was lost after another had written is a conflict', async () => {
      const key = fresh();
      await objects.putOnce(key, new TextEncoder().encode('another'));
      proxy.next('lose-answer');
      expect(await objects.putOnce(key, order)).toBe('conflict');
    });

    test('an object whose answer is cut is read again, never given short', async () => {
      const key = fresh();
      await objects.putOnce(key, order);
      proxy.next('cut-answer', 'cut-answer');
      expect(new Uint8Array(await objects.get(key))).toEqual(order);
      expect(proxy.seen()).toBe(3);
    });

    test('a list that is interrupted goes on without a gap', async () => {
      const keys = ['a', 'b', 'c'].map((name) => `scans/listed/${name}`);
      for (const key of keys) await objects.putOnce(key, order);
      proxy.next('lose-answer', 503);
      const found: string[] = [];
      for await (const key of objects.list('scans/listed/')) found.push(key);
      expect(found).toEqual(keys);
    });

    test('a server that does not answer is given up after its attempts, and the next request works', async () => {
      const key = fresh();
      const hasty = await openS3Store({ ...s3, ...brief, endpoint: proxy.endpoint, bucket: 'faults' });
      proxy.next('hang', 'hang', 'hang');
      await expect(hasty.putOnce(key, order)).rejects.toMatchObject({ code: 'object-store-unreachable' });
      await hasty.close();
      expect(proxy.seen()).toBe(3);
      expect(await objects.putOnce(key, order)).toBe('created');
    });

    test('a server that overwrites in spite of If-None-Match is refused by name', async () => {
      // This server is one where a bucket keeps versions, as object lock makes it.
      const open = openS3Store({ ...s3, bucket: 'overwrites', objectLock: true });
      await expect(open).rejects.toMatchObject({ code: 'object-store-overwrites', retryable: false });
    });

    test('several processes that make the bucket at once all get it', async () => {
      const opened = await Promise.all(
        Array.from({ length: 5 }, () => openS3Store({ ...s3, bucket: 'made-at-once', region: 'us-east-1' })),
      );
      await opened[0]?.putOnce('a', order);
      expect(await opened[4]?.head('a')).toEqual({ size: order.length });
      await Promise.all(opened.map((store) => store.close()));
    });

    test('more than 64 MiB are refused by name before anything is sent', async () => {
      const put = objects.putOnce(fresh(), new Uint8Array(64 * 1024 * 1024));
      await expect(put).rejects.toMatchObject({ code: 'object-size' });
      expect(proxy.seen()).toBe(0);
    });

    test('more keys than a page come whole and in order', async () => {
      const keys = Array.from({ length: 1_050 }, (_, i) => `many/${String(i).padStart(5, '0')}/x`);
      for (let i = 0; i < keys.length; i += 50)
        await Promise.all(keys.slice(i, i + 50).map((key) => objects.putOnce(key, order)));
      const all: string[] = [];
      for await (const key of objects.list('many/')) all.push(key);
      expect(all).toEqual(keys);
      const shallow: string[] = [];
      for await (const key of objects.list('many/', { shallow: true })) shallow.push(key);
      expect(shallow).toEqual(keys.map((key) => key.slice(0, -1)));
    });
  });
}

describe('S3 that is not there', () => {
  const away = { bucket: 'scans', region: 'us-east-1', accessKey: 'a', secretKey: 's', attempts: 3, timeoutMs: 300 };

  test('nobody at the address is object-store-unreachable', async () => {
    const open = openS3Store({ ...away, endpoint: `http://127.0.0.1:${await freePort()}` });
    await expect(open).rejects.toMatchObject({ code: 'object-store-unreachable', retryable: true });
  });

  test('a server that takes the connection and says nothing is object-store-unreachable', async () => {
    let connections = 0;
    const silent = createServer((socket) => {
      connections += 1;
      socket.resume().on('error', () => {});
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const open = openS3Store({ ...away, endpoint: `http://127.0.0.1:${port}` });
    await expect(open).rejects.toMatchObject({ code: 'object-store-unreachable', retryable: true });
    expect(connections).toBe(3);
    await new Promise((resolve) => silent.close(resolve));
  });
});
