import { NO_DATA } from '@h986/domain';
import { expect, test } from 'vitest';
import { decodeThumbnail, encodeThumbnail } from './thumbnail.ts';

test('a thumbnail keeps transmission to a few per cent, from the darkest to air', () => {
  const values = [0, 10, 500, 5_000, 30_000, 60_000];
  const samples = Uint16Array.from(
    { length: values.length * 4 },
    (_, i) => values[(i % (values.length * 2)) >> 1] as number,
  );
  const {
    lines,
    channels,
    samples: small,
  } = decodeThumbnail(encodeThumbnail({ lines: 2, channels: values.length * 2, samples }));
  expect([lines, channels]).toEqual([1, values.length]);
  for (const [i, value] of values.entries()) {
    expect(Math.abs((small[i] as number) - value)).toBeLessThanOrEqual(1 + value * 0.025);
  }
});

test('what has no data takes no part, and is none where there is nothing else', () => {
  const samples = Uint16Array.of(NO_DATA, 1_000, NO_DATA, NO_DATA, 1_000, 1_000, NO_DATA, NO_DATA);
  const { samples: small } = decodeThumbnail(encodeThumbnail({ lines: 2, channels: 4, samples }));
  expect(small[0]).toBeGreaterThan(970);
  expect(small[1]).toBe(NO_DATA);
});

test('an odd line at the end of a scan is kept', () => {
  expect(encodeThumbnail({ lines: 3, channels: 5, samples: new Uint16Array(15) })).toMatchObject({
    lines: 2,
    channels: 3,
  });
});
