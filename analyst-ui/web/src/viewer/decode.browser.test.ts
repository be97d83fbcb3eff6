import { expect, test } from 'vitest';
import { decodePlane } from './decode.ts';
import { planeBytes } from './testing.ts';

const plane = {
  lines: 300,
  channels: 8,
  sample: (energy: number, line: number, channel: number) => (line * 977 + channel * 31 + energy * 40_000) % 65_536,
};

test('a plane strip comes back sample for sample, also the short last one', async () => {
  for (const [index, lines] of [256, 44].entries()) {
    const strip = await decodePlane(await planeBytes(plane, index));
    const { samples } = strip.pyramid.mean[0] ?? { samples: new Uint16Array() };

    expect(strip).toMatchObject({ firstLine: index * 256, lines, channels: 8 });
    expect(samples).toHaveLength(lines * 8 * 2);
    const wrong = [...samples].filter((value, i) => {
      const texel = i >> 1;
      return value !== plane.sample(i & 1, index * 256 + (texel % lines), Math.floor(texel / lines));
    });
    expect(wrong).toEqual([]);
  }
});

test('bytes that are no plane strip, or are cut short, are refused by name', async () => {
  const bytes = await planeBytes(plane, 0);
  const longer = await planeBytes(plane, 0);
  new DataView(longer.buffer).setUint16(8, 255, true);

  await expect(decodePlane(new Uint8Array(40))).rejects.toMatchObject({ code: 'plane-header' });
  await expect(decodePlane(bytes.slice(0, bytes.length - 9))).rejects.toMatchObject({ code: 'plane-length' });
  await expect(decodePlane(longer)).rejects.toMatchObject({ code: 'plane-length' });
});
