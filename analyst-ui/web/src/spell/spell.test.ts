import { expect, test } from 'vitest';
import { BREAK_MS, counted, newSpell, type Spell, withScan } from './spell.ts';

const START = 1_000_000;
const TICK_MS = 5_000;

/** So many minutes in steps of five seconds. */
function after(spell: Spell, minutes: number, what: { alive: boolean; reading: boolean }): Spell {
  let now = spell.countedAt;
  for (const end = now + minutes * 60_000; now < end; ) {
    now += TICK_MS;
    spell = counted(spell, now, what);
  }
  return spell;
}

test('time at the pictures counts while a scan is open and somebody is there', () => {
  const read = after(newSpell(START), 12, { alive: true, reading: true });
  expect(read.atPicturesMs).toBe(12 * 60_000);
  expect(after(read, 3, { alive: true, reading: false }).atPicturesMs).toBe(12 * 60_000);
});

test('one may look for a minute without moving a hand, no longer', () => {
  const still = after(newSpell(START), 5, { alive: false, reading: true });
  expect(still.atPicturesMs).toBe(60_000 - TICK_MS);
});

test('ten minutes away are a break, nine are not', () => {
  const read = after({ ...newSpell(START), scans: 8 }, 12, { alive: true, reading: true });
  const nine = after(after(read, 9, { alive: false, reading: true }), 1, { alive: true, reading: false });
  expect(nine).toMatchObject({ scans: 8, atPicturesMs: 13 * 60_000 - TICK_MS });

  const back = after(after(read, BREAK_MS / 60_000, { alive: false, reading: true }), 1, {
    alive: true,
    reading: true,
  });
  expect(back.scans).toBe(0);
  expect(back.atPicturesMs).toBeLessThanOrEqual(60_000);
});

test('a machine that slept counts for seconds, not for hours', () => {
  const spell = counted(newSpell(START), START + 9 * 60_000, { alive: true, reading: true });
  expect(spell.atPicturesMs).toBe(15_000);
});

test('a scan that is opened again is counted once', () => {
  const opened = ['a', 'a', 'b', 'a'].reduce(withScan, newSpell(START));
  expect(opened.scans).toBe(3);
});
