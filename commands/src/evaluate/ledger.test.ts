import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appendLine, appendLook, readLedger, type SuiteFigures } from './ledger.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-'));
});
afterEach(() => rm(folder, { recursive: true }));

const group = {
  group: 'all',
  clean: 1,
  threats: 0,
  auc: { value: Number.NaN, low: 0, high: 1 },
  overlap: { value: 1 / 3, low: 0, high: 1 },
  detection: [],
  calibration: null,
};
const figures: SuiteFigures = {
  suite: 'same',
  asks: 'anything',
  look: 1,
  seed: 900_000_000,
  clean: 1,
  threats: 0,
  calibrationScans: 0,
  refused: {},
  cost: {
    secondsMedian: 1,
    secondsP95: 2,
    secondsFullMedian: 1,
    afterLastMedian: 0.5,
    peakBytesMedian: null,
    peakBytesMost: null,
  },
  basis: { models: {}, thresholds: {}, fusion: null },
  containers: null,
  foundBoxes: null,
  asShipped: [],
  models: { outlier: { sha256: 'a', groups: [group], curves: [] } },
};

test('looks are added below each other and read back, with what could not be measured as nothing', async () => {
  const path = join(folder, 'ledger.jsonl');
  expect(await readLedger(path)).toEqual([]);
  await appendLook(path, figures);
  await appendLine(path, { suite: 'real', seed: 0, scans: 7, models: { outlier: { sha256: 'a', groups: [] } } });
  const [first, second] = await readLedger(path);
  expect(first).toMatchObject({ suite: 'same', seed: 900_000_000, scans: 1 });
  expect(first?.models.outlier?.groups[0]?.auc).toEqual({ value: null, low: 0, high: 1 });
  expect(second?.suite).toBe('real');
});

test('a ledger that somebody broke is not taken for an empty one', async () => {
  const path = join(folder, 'ledger.jsonl');
  await writeFile(path, '{"v":1}\n');
  await expect(readLedger(path)).rejects.toThrow(expect.objectContaining({ code: 'ledger-line' }));
});
