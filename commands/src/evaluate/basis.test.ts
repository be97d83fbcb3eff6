import type { Registry } from '@h986/pipeline';
import { expect, test } from 'vitest';
import { basisOf } from './basis.ts';

const fusion = { card: { intercept: 0, terms: [] }, sha256: 'f' } as unknown as Registry['fusion'];

function fusionDigest(change: object): string | null {
  const emptyseg = { job: 'map', name: 'emptyseg', sha256: 'e', state: 'active', onlyFor: ['empty'], ...change };
  const files = [{ card: emptyseg, thresholds: null }] as unknown as Registry['files'];
  return basisOf({ files, fusion }).fusion;
}

test('a risk that another probability may raise is another risk; a map of all loads, or one in the shadow, raises none', () => {
  const digests = [
    fusionDigest({ calibration: { a: 1, b: 0 } }),
    fusionDigest({ calibration: { a: 2, b: 0 } }),
    fusionDigest({ calibration: { a: 1, b: 0 }, emptyLeadFrom: -2 }),
  ];
  expect(new Set(digests).size).toBe(3);
  const none = basisOf({ files: [], fusion }).fusion;
  expect([fusionDigest({ onlyFor: undefined }), fusionDigest({ state: 'shadow' })]).toEqual([none, none]);
});
