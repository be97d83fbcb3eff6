import type { Observation, ScanDetail } from '@h986/domain';
import { expect, test } from 'vitest';
import { placesOf, toldOf } from './told.ts';

const boxPx = { x: 1, y: 2, w: 3, h: 4 };
const one = (code: Observation['code'], more: Partial<Observation> = {}): Observation => ({
  code,
  algorithm: 'any',
  container: 0,
  values: {},
  names: {},
  ...more,
});
const scan = {
  result: {
    verdict: { kind: 'suspicious', reasons: [], policy: { name: 'trained', version: '1.1.0' } },
    load: { observations: [one('quality-usable', { container: null }), one('quality-rescan', { container: null })] },
  },
  comparison: {
    observations: [
      one('part-looks-different', { boxPx }),
      one('declared-empty-but-loaded', { boxPx }),
      one('part-looks-different', { boxPx, container: 1 }),
      one('second-kind-of-goods', { boxPx }),
    ],
  },
} as unknown as ScanDetail;

test('what weighs most in the verdict is told first, and what has a place gets a letter', () => {
  expect(toldOf(scan).map(({ id, makes, label }) => `${label ?? '-'} ${id} ${makes}`)).toEqual([
    'a observation-declared-empty-but-loaded-0 suspicious',
    'b observation-part-looks-different-0 suspicious',
    'c observation-part-looks-different-1 suspicious',
    '- observation-quality-rescan-scan inconclusive',
    '- observation-quality-usable-scan told',
    'd observation-second-kind-of-goods-0 told',
  ]);
});

test('places are drawn under the letters of their sentences', () => {
  expect(placesOf(toldOf(scan)).map(({ label }) => label)).toEqual(['a', 'b', 'c', 'd']);
});

test('two that say the same of one container keep ids of their own', () => {
  const twice = [one('heavy-material', { boxPx }), one('heavy-material', { boxPx })];
  const ids = toldOf({ ...scan, comparison: { observations: twice } } as unknown as ScanDetail).map(({ id }) => id);
  expect(new Set(ids).size).toBe(4);
});
