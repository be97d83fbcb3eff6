import { expect, test } from 'vitest';
import { containersOf } from './containers.ts';
import type { ScanRecord } from './judging/record.ts';

const scan = (containers: ScanRecord['containers'], threat: object | null = null) =>
  ({ containers, threat, oddity: null }) as ScanRecord;

test('boxes are measured in all scans, names in clean ones whose goods are of one kind', () => {
  const records = [
    scan({ iou: [0.9, 0.8], boxes: 2, appearance: 'cars', seenAs: ['cars', 'shoes'] }),
    scan({ iou: [0.7], boxes: 2, appearance: 'cans', seenAs: ['shoes'] }, {}),
    scan({ iou: [1], boxes: 1, appearance: 'mixed', seenAs: ['shoes'] }),
  ];
  const figures = containersOf(records);
  expect(figures).toMatchObject({ containers: 4, namedOf: 2, named: { value: 0.5 } });
  expect(figures?.iou.value).toBeCloseTo(0.85, 12);
  expect(figures?.counted?.value).toBeCloseTo(2 / 3, 12);
});

test('where no locator ran nothing is said', () => {
  expect(containersOf([scan(null)])).toBeNull();
});
