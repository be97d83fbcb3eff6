import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ListOptions, ObjectStore } from '../object-store.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
/** A Buffer and a Uint8Array of the same bytes are the same to a caller. */
const plain = (buffer: Uint8Array): Uint8Array => new Uint8Array(buffer);

/** What every object store must do, whatever lies behind it. Two openings are two processes. */
export function describeObjectStore(name: string, open: () => Promise<ObjectStore>): void {
  describe(name, () => {
    let objects: ObjectStore;
    let others: ObjectStore;
    beforeAll(async () => {
      objects = await open();
      others = await open();
    });
    afterAll(async () => {
      await objects?.close();
      await others?.close();
    });

    /** A place of its own for each test. */
    const place = (): string => `scans/${randomUUID()}`;
    const put = (key: string): Promise<unknown> => objects.putOnce(key, bytes(key));
    const listed = async (prefix: string, options?: ListOptions): Promise<string[]> => {
      const found: string[] = [];
      for await (const key of objects.list(prefix, options)) found.push(key);
      return found;
    };

    describe('putOnce', () => {
      test('what was not there is created and can be read by others', async () => {
        const key = `${place()}/order.json`;
        expect(await objects.putOnce(key, bytes('first'))).toBe('created');
        expect(plain(await others.get(key))).toEqual(bytes('first'));
      });

      test('the same bytes again are the same', async () => {
        const key = `${place()}/order.json`;
        await objects.putOnce(key, bytes('first'));
        expect(await others.putOnce(key, bytes('first'))).toBe('same');
      });

      test('other bytes are a conflict, and the first stay', async () => {
        const key = `${place()}/order.json`;
        await objects.putOnce(key, bytes('first'));
        expect(await others.putOnce(key, bytes('other'))).toBe('conflict');
        expect(plain(await objects.get(key))).toEqual(bytes('first'));
      });

      test('a longer object with the same beginning is a conflict', async () => {
        const key = `${place()}/order.json`;
        await objects.putOnce(key, bytes('first'));
        expect(await objects.putOnce(key, bytes('first and more'))).toBe('conflict');
      });

      test('of 50 who write different bytes at once one wins, and its bytes stay', async () => {
        const key = `${place()}/seal.json`;
        const writers = Array.from({ length: 50 }, (_, i) => bytes(`writer ${i}`));
        const outcomes = await Promise.all(writers.map((own, i) => (i % 2 ? objects : others).putOnce(key, own)));
        expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(49);
        expect(plain(await objects.get(key))).toEqual(writers[outcomes.indexOf('created')]);
      });

      test('of 20 who write the same bytes at once one creates, and nobody sees a conflict', async () => {
        const key = `${place()}/seal.json`;
        const outcomes = await Promise.all(
          Array.from({ length: 20 }, (_, i) => (i % 2 ? objects : others).putOnce(key, bytes('seal'))),
        );
        expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
        expect(outcomes).not.toContain('conflict');
      });

      test('an empty object is an object', async () => {
        const key = `${place()}/empty`;
        expect(await objects.putOnce(key, new Uint8Array())).toBe('created');
        expect(await objects.putOnce(key, new Uint8Array())).toBe('same');
        expect(await objects.putOnce(key, bytes('x'))).toBe('conflict');
        expect((await objects.get(key)).length).toBe(0);
        expect(await objects.head(key)).toEqual({ size: 0 });
      });

      test('every byte value comes back as it was', async () => {
        const key = `${place()}/strips/0.bin`;
        const all = Uint8Array.from({ length: 65_536 }, (_, i) => (i * 7) & 0xff);
        await objects.putOnce(key, all);
        expect(plain(await objects.get(key))).toEqual(all);
      });

      test('8 MiB come back as they were', async () => {
        const key = `${place()}/strips/0.bin`;
        const large = randomBytes(8 * 1024 * 1024);
        expect(await objects.putOnce(key, large)).toBe('created');
        expect(large.equals(await objects.get(key))).toBe(true);
        expect(await objects.putOnce(key, large)).toBe('same');
      });

      test('a view into a larger buffer is stored without its surroundings', async () => {
        const key = `${place()}/strips/0.bin`;
        await objects.putOnce(key, bytes('before-inside-after').subarray(7, 13));
        expect(plain(await objects.get(key))).toEqual(bytes('inside'));
      });
    });

    describe('get, getRange and head', () => {
      test('what is not there is missing by name', async () => {
        const key = `${place()}/none.json`;
        await expect(objects.get(key)).rejects.toMatchObject({ code: 'object-missing', retryable: false });
        await expect(objects.getRange(key, 0, 1)).rejects.toMatchObject({ code: 'object-missing' });
      });

      test('the head of what is not there is null', async () => {
        expect(await objects.head(`${place()}/none.json`)).toBeNull();
      });

      test('the head knows the size', async () => {
        const key = `${place()}/ten`;
        await objects.putOnce(key, bytes('0123456789'));
        expect(await objects.head(key)).toEqual({ size: 10 });
      });

      test('what others lie below is itself no object', async () => {
        const scan = place();
        await put(`${scan}/strips/0.json`);
        expect(await objects.head(`${scan}/strips`)).toBeNull();
      });

      test.each([
        ['the first byte', 0, 1, '0'],
        ['the beginning', 0, 4, '0123'],
        ['the middle', 3, 4, '3456'],
        ['the last byte', 9, 1, '9'],
        ['the whole', 0, 10, '0123456789'],
      ])('a range gives %s', async (_, start, length, expected) => {
        const key = `${place()}/ten`;
        await objects.putOnce(key, bytes('0123456789'));
        expect(plain(await objects.getRange(key, start, length))).toEqual(bytes(expected));
      });

      test('a range that reaches past the end stops at the end', async () => {
        const key = `${place()}/ten`;
        await objects.putOnce(key, bytes('0123456789'));
        expect(plain(await objects.getRange(key, 8, 100))).toEqual(bytes('89'));
      });

      test.each([
        ['starts at the end', 10, 1],
        ['starts past the end', 11, 5],
        ['has no length', 0, 0],
        ['has a negative length', 2, -1],
        ['starts before the beginning', -1, 2],
        ['starts within a byte', 0.5, 2],
      ])('a range that %s is refused by name', async (_, start, length) => {
        const key = `${place()}/ten`;
        await objects.putOnce(key, bytes('0123456789'));
        await expect(objects.getRange(key, start, length)).rejects.toMatchObject({ code: 'object-range' });
      });
    });

    describe('list', () => {
      test('below nothing there is nothing', async () => {
        expect(await listed(`${place()}/`)).toEqual([]);
      });

      test('keys come in byte order, where a dash and a dot sort before what lies below', async () => {
        const scan = place();
        const keys = ['B', 'a', 'a-b', 'a.b', 'c/10', 'c/2', 'c/2.json', 'c0', 'd/e/f', 'd/e.f', 'd/e-f', '_', '7'];
        const all = keys.map((key) => `${scan}/${key}`);
        for (const key of all) await put(key);
        expect(await listed(`${scan}/`)).toEqual([...all].sort());
      });

      test('siblings with the same beginning are not below', async () => {
        const scan = place();
        for (const key of ['strips/1/a', 'strips/10/a', 'strips/1.json', 'strips/1/b']) await put(`${scan}/${key}`);
        expect(await listed(`${scan}/strips/1/`)).toEqual([`${scan}/strips/1/a`, `${scan}/strips/1/b`]);
        expect(await listed(`${scan}/strips/1`)).toEqual([`${scan}/strips/1/a`, `${scan}/strips/1/b`]);
      });

      test('it begins after the key that is given, whether that is there or not', async () => {
        const scan = place();
        for (const key of ['a', 'b/1', 'b/2', 'b/3', 'c']) await put(`${scan}/${key}`);
        expect(await listed(`${scan}/`, { startAfter: `${scan}/b/1` })).toEqual(
          ['b/2', 'b/3', 'c'].map((key) => `${scan}/${key}`),
        );
        expect(await listed(`${scan}/`, { startAfter: `${scan}/b/25` })).toEqual([`${scan}/b/3`, `${scan}/c`]);
        expect(await listed(`${scan}/`, { startAfter: `${scan}/c` })).toEqual([]);
      });

      test('a start before the prefix changes nothing', async () => {
        const scan = place();
        await put(`${scan}/a`);
        expect(await listed(`${scan}/`, { startAfter: 'a' })).toEqual([`${scan}/a`]);
      });

      test('a shallow list names what is directly below, once, with a slash where there is more', async () => {
        const scan = place();
        for (const key of ['order.json', 'strips/0.json', 'strips/1.json', 'results/r1/result.json'])
          await put(`${scan}/${key}`);
        expect(await listed(`${scan}/`, { shallow: true })).toEqual(
          ['order.json', 'results/', 'strips/'].map((key) => `${scan}/${key}`),
        );
      });

      test('a shallow list begins after the name that is given', async () => {
        const scan = place();
        for (const key of ['a/1', 'b/1', 'b.c', 'c/1', 'd']) await put(`${scan}/${key}`);
        const after = (name: string): Promise<string[]> =>
          listed(`${scan}/`, { shallow: true, startAfter: `${scan}/${name}` });
        expect(await after('a/')).toEqual(['b.c', 'b/', 'c/', 'd'].map((key) => `${scan}/${key}`));
        expect(await after('b/')).toEqual([`${scan}/c/`, `${scan}/d`]);
        expect(await after('b/zzz')).toEqual([`${scan}/c/`, `${scan}/d`]);
      });

      test('names that are numbers stay as they were written', async () => {
        const scan = place();
        for (const key of ['007', '7', '1e3', '0x10']) await put(`${scan}/${key}`);
        expect(await listed(`${scan}/`)).toEqual(['007', '0x10', '1e3', '7'].map((key) => `${scan}/${key}`));
      });

      test('whoever stops listing early may', async () => {
        const scan = place();
        for (const key of ['a', 'b', 'c']) await put(`${scan}/${key}`);
        for await (const key of objects.list(`${scan}/`)) {
          expect(key).toBe(`${scan}/a`);
          break;
        }
        expect(await objects.head(`${scan}/c`)).not.toBeNull();
      });
    });

    test.each([
      '',
      '/',
      '/absolute',
      '../outside',
      'a/../../outside',
      'a/./b',
      'a//b',
      'a/',
      '.',
      'a\\b',
      'a b',
      'a\0b',
      'ä',
      '~unfinished/x',
      `too-long/${'a'.repeat(512)}`,
    ])('the key %.20j is refused by name, whatever is asked', async (key) => {
      const refusal = { code: 'object-key' };
      await expect(objects.putOnce(key, bytes('x'))).rejects.toMatchObject(refusal);
      await expect(objects.get(key)).rejects.toMatchObject(refusal);
      await expect(objects.getRange(key, 0, 1)).rejects.toMatchObject(refusal);
      await expect(objects.head(key)).rejects.toMatchObject(refusal);
    });

    test('a prefix that leaves the store is refused by name', async () => {
      await expect(listed('../')).rejects.toMatchObject({ code: 'object-key' });
      await expect(listed('/')).rejects.toMatchObject({ code: 'object-key' });
    });
  });
}
