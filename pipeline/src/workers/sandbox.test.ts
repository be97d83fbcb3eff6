import { DomainError } from '@h986/domain';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeScan } from '../testing/raw-scan.ts';
import { scanIdOf, storeOrder, storeScan } from '../testing/store-scan.ts';
import { openTestTools, type TestTools } from '../testing/test-tools.ts';
import { assemblyProcessor, stripProcessor } from './sandbox.ts';

const scanId = scanIdOf(1);
const scan = makeScan({ lines: 300 });
let tools: TestTools;

type Job = Parameters<ReturnType<typeof stripProcessor>>[0];
const job = (data: object, rest: Partial<Job> = {}): Job => ({ data, timestamp: Date.now(), ...rest }) as Job;

beforeEach(async () => {
  tools = await openTestTools();
});
afterEach(() => tools.close());

describe('an error tells the queue whether to try again', () => {
  test('not for a payload of unknown shape', async () => {
    const run = stripProcessor(Promise.resolve(tools))(job({ v: 2 }));
    await expect(run).rejects.toMatchObject({ name: 'UnrecoverableError' });
  });

  test('not for samples that will never be readable, and with their code', async () => {
    await storeOrder(tools.objects, scan, { scanId });
    const stolen = { ...tools, pixels: () => Promise.reject(hopeless('strip-digest')) };
    const run = stripProcessor(Promise.resolve(stolen))(job({ v: 1, scanId, strip: 0, counter: 1 }));
    await expect(run).rejects.toMatchObject({ name: 'UnrecoverableError', code: 'strip-digest' });
  });

  test('not for a model that is not the file of its card', async () => {
    const run = stripProcessor(Promise.reject(hopeless('model-digest')))(job({ v: 1, scanId, strip: 0, counter: 1 }));
    await expect(run).rejects.toMatchObject({ name: 'UnrecoverableError', code: 'model-digest' });
  });

  test('yes for an object that is not there yet', async () => {
    const run = stripProcessor(Promise.resolve(tools))(job({ v: 1, scanId, strip: 0, counter: 1 }));
    await expect(run).rejects.toMatchObject({ name: 'DomainError', code: 'object-missing' });
  });
});

test('an assembly that waits gives its worker back and asks for a later time', async () => {
  await storeScan(tools.objects, scan, { scanId });
  const moveToDelayed = vi.fn(async () => {});
  const run = assemblyProcessor(Promise.resolve(tools))(job({ v: 1, scanId, counter: 1 }, { moveToDelayed }), 'token');
  await expect(run).rejects.toMatchObject({ name: 'DelayedError' });
  expect(moveToDelayed).toHaveBeenCalledWith(expect.any(Number), 'token');
});

function hopeless(code: string): DomainError {
  return new DomainError(code, 'never');
}
