import type { ScannerStatus } from '@h986/domain';
import { expect, test } from 'vitest';
import { createLanes } from './lanes.ts';

const status: ScannerStatus = {
  lane: 'lane-2',
  serial: 'S1',
  state: 'ready',
  openInterlocks: [],
  xrayOn: false,
  doseRateNSvH: 80,
  temperatureC: 24,
  fault: null,
  // The bridge's clock is an hour behind ours: that says nothing about the age.
  at: '2026-11-23T07:00:00.000Z',
};
const at = (ms: number): Date => new Date(Date.parse('2026-11-23T08:00:00.000Z') + ms);

test('a scanner that has said nothing for more than two seconds reads as unknown', () => {
  const lanes = createLanes(['lane-1']);
  lanes.saw(status, at(0));
  expect(lanes.list(at(2_000))).toEqual([
    { lane: 'lane-1', status: null },
    { lane: 'lane-2', status },
  ]);
  expect(lanes.list(at(2_001))[1]?.status?.state).toBe('unknown');
});
