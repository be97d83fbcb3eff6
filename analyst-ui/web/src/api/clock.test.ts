import { expect, test } from 'vitest';
import { createServerClock } from './clock.ts';

const header = (ms: number): string => new Date(ms).toUTCString();

test('whole seconds, heard often, tell the server’s clock far better than a second', () => {
  const ahead = 7_300;
  const clock = createServerClock();
  const start = Date.now() - 60_000;
  for (let i = 0; i < 40; i++) {
    const sent = start + i * 1_307;
    clock.heard(header(sent + 15 + ahead), sent, sent + 30);
  }

  expect(Math.abs(clock.now() - Date.now() - ahead)).toBeLessThan(100);
});

test('when a clock is set, what was learnt before no longer counts', () => {
  const clock = createServerClock();
  const now = Date.now();
  clock.heard(header(now), now, now + 10);
  clock.heard(header(now + 3_600_000), now, now + 10);

  expect(clock.now() - Date.now()).toBeGreaterThan(3_598_000);
});

test('without a date the machine’s own clock has to do', () => {
  const clock = createServerClock();
  clock.heard(null, 0, 0);
  clock.heard('soon', 0, 0);

  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(50);
});
