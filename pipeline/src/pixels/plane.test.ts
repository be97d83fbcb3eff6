import { NO_DATA, PLANE_HEADER_BYTES, readPlaneHeader } from '@h986/domain';
import { expect, test } from 'vitest';
import { decodePlane, encodePlane } from './plane.ts';

const LINES = 37;
const CHANNELS = 19;
const high = Uint16Array.from({ length: LINES * CHANNELS }, (_, i) => (i * 7919) % 65_536);
const low = Uint16Array.from({ length: LINES * CHANNELS }, (_, i) => (i % 4 === 0 ? NO_DATA : i));
const of = (samples: Uint16Array) => ({ lines: LINES, channels: CHANNELS, samples });

test('a plane gives back every value of both energies, channel by channel', async () => {
  const { header, samples } = await decodePlane(await encodePlane(512, { high: of(high), low: of(low) }));
  expect(header).toEqual({ firstLine: 512, lines: LINES, channels: CHANNELS });
  for (let i = 0; i < samples.length; i += 2) {
    const from = ((i / 2) % LINES) * CHANNELS + Math.floor(i / 2 / LINES);
    expect([samples[i], samples[i + 1]]).toEqual([high[from], low[from]]);
  }
});

test('a plane that is cut short is refused by name', async () => {
  const bytes = await encodePlane(0, { high: of(high), low: of(low) });
  expect(readPlaneHeader(bytes).lines).toBe(LINES);
  await expect(decodePlane(bytes.subarray(0, 10))).rejects.toMatchObject({ code: 'plane-header' });
  await expect(decodePlane(bytes.subarray(0, PLANE_HEADER_BYTES + 30))).rejects.toMatchObject({
    code: 'plane-unreadable',
  });
});
