import type { ScanId } from '@h986/domain';
import { expect, test } from 'vitest';
import { createLookedClock } from './looked.ts';

test('what was compared is summed up by scan and mode, also what is still looked at', () => {
  let ms = 0;
  const clock = createLookedClock(() => ms);
  const a = { scanId: 'a' as ScanId, container: 0, mode: 'swipe' as const };
  clock.look(a);
  ms += 2000;
  clock.look({ ...a, mode: 'blink' });
  ms += 1500;
  clock.look(null);
  ms += 60_000;
  clock.look(a);
  ms += 500;
  expect(clock.looked()).toEqual([
    { ...a, seconds: 2.5 },
    { ...a, mode: 'blink', seconds: 1.5 },
  ]);
});
