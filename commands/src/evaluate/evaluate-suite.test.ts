import { expect, test } from 'vitest';
import type { Cache } from './cache.ts';
import { evaluateSuite } from './evaluate-suite.ts';
import type { ScanRecord } from './judging/record.ts';
import { suiteOf } from './suites.ts';

/** Everything was judged before. */
const cache: Cache = { get: async ({ seed }) => ({ seed, threat: null }) as ScanRecord, put: async () => {} };

test('thresholds are not taken from the scans that are judged by them', async () => {
  const looking = evaluateSuite(suiteOf('clean'), {
    ...{ scans: 8, seed: 912_000_000, calibration: 8, calibrationSeed: 912_000_004 },
    ...{ models: [], shipped: [], fusion: null, modelsDir: 'models' },
    ...{ cache, workers: 1, looks: 0, tell: () => {} },
  });
  await expect(looking).rejects.toMatchObject({ code: 'calibration-judged' });
});
