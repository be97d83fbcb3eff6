import { expect, test } from 'vitest';
import { createDecoder } from './decoder.ts';
import { planeBytes } from './testing.ts';

const plane = { lines: 16, channels: 4, sample: (energy: number, line: number) => line * 100 + energy };
const scripted = (script: string): Worker => new Worker(URL.createObjectURL(new Blob([script])));
const real = (): Worker => new Worker(new URL('./decode-worker.ts', import.meta.url), { type: 'module' });

test.each([
  ['cannot be started', 'throw new Error("no script")'],
  ['does not answer', 'onmessage = () => {}'],
])('the strips of a worker that %s are given back, and another one takes its place', async (_, script) => {
  const workers = [() => scripted(script), real];
  const decoder = createDecoder({ most: 1, answerMs: 15_000, start: () => (workers.shift() ?? real)() });
  const asked = [0, 0].map(async (strip) => decoder.decode(await planeBytes(plane, strip)));
  for (const strip of asked) await expect(strip).rejects.toMatchObject({ code: 'plane-worker', retryable: true });
  await expect(decoder.decode(await planeBytes(plane, 0))).resolves.toMatchObject({ lines: 16, channels: 4 });
  decoder.close();
});
