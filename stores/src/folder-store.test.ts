import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFolderStore } from './folder-store.ts';
import type { ObjectStore } from './object-store.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'h986-folder-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function listed(objects: ObjectStore, prefix: string, options = {}): Promise<string[]> {
  const found: string[] = [];
  for await (const key of objects.list(prefix, options)) found.push(key);
  return found;
}
const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

test('an object is on the disk before it has its name, and its name is before the put returns', async () => {
  const key = 'scans/one/strips/0.bin';
  const synced: { path: string; named: boolean }[] = [];
  const objects = await openFolderStore(folder, {
    sync: async (_, path) => {
      synced.push({ path, named: await exists(join(folder, key)) });
    },
  });
  synced.length = 0;
  await objects.putOnce(key, bytes('samples'));

  const [content, name] = [synced.filter((s) => s.path.includes('~unfinished')), synced.at(-1)];
  expect(content).toMatchObject([{ named: false }]);
  expect(name).toEqual({ path: join(folder, 'scans/one/strips'), named: true });
  // The new folders' own names, each in the one above.
  const before = synced.filter((s) => !s.named && !s.path.includes('~unfinished')).map((s) => s.path);
  expect(before).toEqual([folder, join(folder, 'scans'), join(folder, 'scans/one')]);
});

test('what is there already is on the disk before it is called the same', async () => {
  const first = await openFolderStore(folder);
  await first.putOnce('scans/one/seal.json', bytes('seal'));
  const synced: string[] = [];
  const second = await openFolderStore(folder, { sync: async (_, path) => void synced.push(path) });
  expect(await second.putOnce('scans/one/seal.json', bytes('seal'))).toBe('same');
  expect(synced.at(-1)).toBe(join(folder, 'scans/one'));
});

test('an object that the disk does not take is refused by name and is not there', async () => {
  let full = true;
  const objects = await openFolderStore(folder, {
    sync: async (_, path) => {
      if (full && path.includes('~unfinished/')) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    },
  });
  const put = objects.putOnce('scans/one/order.json', bytes('order'));
  await expect(put).rejects.toMatchObject({ code: 'object-store-unreachable', retryable: true });
  expect(await objects.head('scans/one/order.json')).toBeNull();
  expect(await readdir(join(folder, '~unfinished'))).toEqual([]);
  full = false;
  expect(await objects.putOnce('scans/one/order.json', bytes('order'))).toBe('created');
});

test('what a crash left unfinished is never listed, and is removed once it is old', async () => {
  const unfinished = join(folder, '~unfinished');
  await mkdir(unfinished);
  await writeFile(join(unfinished, 'old'), 'half a str');
  await writeFile(join(unfinished, 'young'), 'half a str');
  await utimes(join(unfinished, 'old'), new Date(0), new Date(0));
  const objects = await openFolderStore(folder);
  expect(await listed(objects, '')).toEqual([]);
  expect(await listed(objects, '', { shallow: true })).toEqual([]);
  expect(await readdir(unfinished)).toEqual(['young']);
});

test('a folder that a crash left empty is not a scan', async () => {
  await mkdir(join(folder, 'scans/dead/strips'), { recursive: true });
  const objects = await openFolderStore(folder);
  await objects.putOnce('scans/alive/strips/0.bin', bytes('x'));
  expect(await listed(objects, 'scans/', { shallow: true })).toEqual(['scans/alive/']);
});

test('one name for an object and for the folder of others is refused by name', async () => {
  const objects = await openFolderStore(folder);
  await objects.putOnce('scans/one', bytes('x'));
  await expect(objects.putOnce('scans/one/order.json', bytes('x'))).rejects.toMatchObject({ code: 'object-key' });
  await objects.putOnce('scans/two/order.json', bytes('x'));
  await expect(objects.putOnce('scans/two', bytes('x'))).rejects.toMatchObject({ code: 'object-key' });
});

test('a writer killed at any moment leaves whole objects or none', async () => {
  const size = 300_000;
  for (let round = 0; round < 5; round += 1) {
    const writer = startWriter(join(folder, String(round)), size);
    await once(writer, 'spawn');
    const [first] = await once(writer.stdout ?? writer, 'data');
    expect(String(first)).toContain('created');
    await new Promise((resolve) => setTimeout(resolve, 5 + 17 * round));
    writer.kill('SIGKILL');
    await once(writer, 'exit');

    const objects = await openFolderStore(join(folder, String(round)));
    const keys = await listed(objects, '');
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      const found = await objects.get(key);
      expect(found.length).toBe(size);
      expect(found.every((byte) => byte === found[0])).toBe(true);
    }
  }
});

/** A process that puts objects of equal bytes, one after another, until it is killed. */
function startWriter(target: string, size: number): ChildProcess {
  const module = new URL('./folder-store.ts', import.meta.url).href;
  const code = `
    const { openFolderStore } = await import(${JSON.stringify(module)});
    const objects = await openFolderStore(${JSON.stringify(target)});
    for (let i = 0; ; i++) console.log(await objects.putOnce('scans/' + i + '/0.bin', new Uint8Array(${size}).fill(i)));`;
  return spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
}
