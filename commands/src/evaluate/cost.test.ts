import { expect, test } from 'vitest';
import { costOf } from './cost.ts';
import type { ScanRecord } from './judging/record.ts';

const scan = (seconds: number, lines: number, afterLastSeconds: number, peakBytes: number | null = null) =>
  ({ seconds, lines, channels: 1_000, afterLastSeconds, peakBytes }) as ScanRecord;

test('scans of any size say what one of 3,600 x 1,000 pixels costs', () => {
  const cost = costOf([scan(1, 1_800, 0.4), scan(3, 3_600, 0.5), scan(6, 3_600, 0.9)]);
  expect(cost).toMatchObject({ secondsMedian: 3, secondsP95: 6, secondsFullMedian: 3, afterLastMedian: 0.5 });
});

test('memory is told where the system tells it', () => {
  expect(costOf([scan(1, 1, 1, 7), scan(1, 1, 1, 9)])).toMatchObject({ peakBytesMost: 9 });
  expect(costOf([scan(1, 1, 1)])).toMatchObject({ peakBytesMedian: null, peakBytesMost: null });
});
