import { expect, test } from 'vitest';
import { foundBoxesOf } from './found-boxes.ts';
import type { ScanRecord } from './judging/record.ts';

const record = (foundBox: ScanRecord['foundBox']) => ({ foundBox }) as ScanRecord;

test('boxes and findings are means over threats at which something alarms; others have none', () => {
  const records = [record({ iou: 0.6, findings: 1 }), record({ iou: 0.8, findings: 2 }), record(null)];
  expect(foundBoxesOf(records)).toMatchObject({
    found: 2,
    iou: { value: expect.closeTo(0.7, 9) },
    findings: { value: 1.5 },
  });
  expect(foundBoxesOf([record(null), record(undefined)])).toBeNull();
});
