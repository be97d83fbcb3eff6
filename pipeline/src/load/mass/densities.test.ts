import { readFileSync } from 'node:fs';
import { MaterialTable } from '@h986/domain';
import { expect, test } from 'vitest';
import { densitiesOf } from './densities.ts';

const file = new URL('../../../../models/material/h986-6-4/table.json', import.meta.url);
const table = MaterialTable.parse(JSON.parse(readFileSync(file, 'utf8')));

/** What the table has of a stuff at one of its steps. */
function at(zEff: number, step: number) {
  const stuff = table.materials.reduce((a, b) => (Math.abs(b.zEff - zEff) < Math.abs(a.zEff - zEff) ? b : a));
  const [high, low] = [stuff.high[step] as number, stuff.low[step] as number];
  return { gcm2: table.gridGCm2[step] as number, high, ratio: low / high };
}

test('steel of any thickness weighs what the table says, to a hundredth', () => {
  for (const step of [8, 20, 32, 44]) {
    const { gcm2, high, ratio } = at(26, step);
    expect(densitiesOf(table).of(high, ratio) / gcm2).toBeCloseTo(1, 2);
  }
});

test('organic goods are known to a twentieth: how much hydrogen they hold is not seen', () => {
  for (const zEff of [5.3, 6.3, 6.6, 7])
    for (const step of [20, 32, 40]) {
      const { gcm2, high, ratio } = at(zEff, step);
      expect(Math.abs(densitiesOf(table).of(high, ratio) / gcm2 - 1)).toBeLessThan(0.05);
    }
});

test('a little brighter than air weighs a little less than nothing, so that noise adds up to nothing', () => {
  const { of } = densitiesOf(table);
  expect(of(-0.01, 1)).toBeLessThan(0);
  expect(of(-0.01, 1)).toBeGreaterThan(-1);
});
