import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const CHILD = join(dirname(createRequire(import.meta.url).resolve('bullmq')), 'classes', 'main.js');
const PROCESSOR = fileURLToPath(new URL('../testing/late.processor.ts', import.meta.url));

test('a child that fails after its parent has died ends, and does not tell nobody of it for ever', async () => {
  const child = fork(CHILD, { stdio: 'ignore', execArgv: [] });
  try {
    const ready = once(child, 'message');
    // As BullMQ does: its first command is the file of the processor.
    child.send({ cmd: 0, value: PROCESSOR });
    await ready;
    await new Promise<void>((resolve) => child.send('fail late', () => resolve()));
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.disconnect();
    expect(await once(child, 'exit', { signal: AbortSignal.timeout(20_000) })).toEqual([1, null]);
  } finally {
    child.kill('SIGKILL');
  }
}, 40_000);
