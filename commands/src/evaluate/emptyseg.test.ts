import { join } from 'node:path';
import { reachesAlarm, type ScanResult } from '@h986/domain';
import { phantomScan, type ThreatFamily } from '@h986/fixtures';
import { type ModelSet, openRegistry, readRegistry } from '@h986/pipeline';
import { beforeAll, expect, test } from 'vitest';
import { repository } from '../house/house.ts';
import { analyse, rawScanOf } from './judging/analyse.ts';

let models: ModelSet;
beforeAll(async () => {
  models = await openRegistry(await readRegistry(join(repository, 'models'), ['locator', 'cargoenc', 'emptyseg']), 1);
});

/** 2 kg of sugar, a cube of 13 cm in the middle of the floor. */
const bag: ThreatFamily = {
  name: 'bag',
  kind: 'concealment',
  place: ({ container: { hold }, builder }) => {
    const middle = (hold.x.from + hold.x.to) / 2;
    const shape = {
      kind: 'box',
      x: { from: middle, to: middle + 130 },
      y: { from: hold.y.from, to: hold.y.from + 130 },
      z: { from: 0, to: 130 },
    } as const;
    const body = builder.body({ shape, material: 'sugar', density: 0.9, pixelClass: 'threat' });
    return { bodies: [body], removed: [], changed: {}, place: 'on the floor' };
  },
};

/** Hardly anything was left behind in it. */
const SMALL = { seed: 930_000_003, profile: 'r60', container: '20GP' } as const;
const saidBy = ({ findings }: ScanResult) => findings.filter(({ algorithm }) => algorithm.name === 'emptyseg');
const runOf = ({ runs }: ScanResult) => runs.find(({ name }) => name === 'emptyseg');

test('two kilograms on the floor of an empty container raise an alarm at their place', async () => {
  const { scan, truth } = phantomScan({ ...SMALL, family: 'empty', threat: bag });
  const { result } = await analyse(rawScanOf(scan), models);
  expect(runOf(result)).toMatchObject({ state: 'ran' });
  const alarms = saidBy(result).filter((finding) => reachesAlarm(finding));
  expect(alarms).toHaveLength(1);
  const [finding] = alarms;
  const { x, w } = truth.threat?.box ?? { x: 0, w: 0 };
  const { x: seenX, w: seenW } = finding?.boxPx ?? { x: 0, w: 0 };
  expect(Math.abs(seenX + seenW / 2 - (x + w / 2))).toBeLessThan(w);
});

test('of a loaded container the map of empty ones says nothing', async () => {
  const { scan } = phantomScan({ ...SMALL, family: 'machinery', threat: 'none' });
  const { result } = await analyse(rawScanOf(scan), models);
  expect(runOf(result)).toMatchObject({ state: 'not-applicable', reason: 'load-kind-other' });
  expect(saidBy(result)).toEqual([]);
});
