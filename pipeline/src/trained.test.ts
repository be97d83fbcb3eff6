import {
  type EncoderCard,
  type LocatorCard,
  type MapCard,
  type Policy,
  type ScanResult,
  type ThresholdTable,
  trainedPolicy,
  trainedReadings,
} from '@h986/domain';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Model } from './registry/model.ts';
import type { ModelInUse } from './registry/read-registry.ts';
import { openBrightness, openBrightnessEncoder, openDarkness } from './testing/hand-made-models.ts';
import { makeScan } from './testing/raw-scan.ts';
import { scanIdOf } from './testing/store-scan.ts';
import { analyseScan, modelSet, openTestTools, type TestTools } from './testing/test-tools.ts';
import type { Tools } from './tools.ts';

const scanId = scanIdOf(1);
let cargoseg: Model;
let locator: Model<LocatorCard>;
let tools: TestTools | undefined;

beforeAll(async () => {
  cargoseg = await openDarkness();
  locator = await openBrightness();
});
afterEach(() => tools?.close());

/** A container of 3.2 m behind a tractor of 0.8 m, a dark block in each. 8 mm a line and channel. */
const truck = makeScan({
  lines: 600,
  transmission: (x, y) => {
    if (within(x, y, 300, 60) || within(x, y, 60, 60)) return { high: 0.05, low: 0.04 };
    if (x >= 150 && x < 550 && y >= 20 && y < 140) return { high: 0.3, low: 0.26 };
    if (x >= 20 && x < 120 && y >= 40 && y < 140) return { high: 0.7, low: 0.66 };
    return { high: 1, low: 1 };
  },
});

/** By models alone: these scenes have no air, no walls and no material table to read a load by. */
const models = trainedPolicy.required.filter((one) => !trainedReadings.includes(one));
const byModels: Policy = { ...trainedPolicy, required: models, observations: [] };

const inUse = ({ card: { name, version, job, sha256 } }: Model | Model<LocatorCard>): ModelInUse => {
  return { name, version, job, sha256, state: 'active', thresholds: null };
};

const ANOMALY = { kind: 'anomaly', cellFrom: -1, belowPeak: 2, minCells: 2, alarmFrom: 3 } as const;
/** No cell is as dark. */
const NEVER: MapCard['findings'] = [{ ...ANOMALY, cellFrom: 100 }];

/** All that these scenes show looks like this class. */
async function encoderThatSees(name: string, ratherThan = 'dark'): Promise<Model<EncoderCard>> {
  const encoder = await openBrightnessEncoder();
  const { appearance } = encoder.card;
  const classes = appearance.classes.map((one, i) => ({ ...one, name: i === 1 ? name : ratherThan }));
  return { ...encoder, card: { ...encoder.card, appearance: { ...appearance, classes } } };
}

async function analysed(change: Partial<Tools> = {}, scan = truck): Promise<ScanResult> {
  tools = await openTestTools({
    ...modelSet([cargoseg]),
    locator,
    inUse: [inUse(cargoseg), inUse(locator)],
    policy: byModels,
    ...change,
  });
  return analyseScan(tools, scan, scanId);
}

describe('with a locator', () => {
  test('what lies outside the container is let go, and what lies in it makes the scan suspicious', async () => {
    const { containers, findings, verdict, runs, vehicleShare } = await analysed();
    const said = runs.map(({ name, state }) => `${name} ${state}`);
    expect(said).toEqual(expect.arrayContaining(['integrity ran', 'cargoseg ran', 'locator ran']));
    expect(containers).toHaveLength(1);
    const [container] = containers ?? [];
    expect(Math.abs((container?.boxMm.x ?? 0) - 1200)).toBeLessThan(100);
    expect(Math.abs((container?.boxMm.w ?? 0) - 3200)).toBeLessThan(400);
    expect(container?.confidence).toBeGreaterThan(0.9);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.boxPx.x).toBeGreaterThan(280);
    expect(verdict).toMatchObject({ kind: 'suspicious', reasons: [{ code: 'finding', subject: 'f1' }] });
    // Tractor 0.8 x 0.8 m of 4.8 x 1.28 m, and edges half container, half air.
    expect(vehicleShare).toBeGreaterThan(0.05);
    expect(vehicleShare).toBeLessThan(0.2);
  });

  test('that fails all findings stay, and the scan says that it failed', async () => {
    const broken = { ...locator, run: () => Promise.reject(new Error('bad day')) };
    const { containers, findings, runs } = await analysed({ locator: broken });
    expect(containers).toBeUndefined();
    expect(findings).toHaveLength(2);
    expect(runs).toContainEqual(expect.objectContaining({ name: 'locator', state: 'failed', reason: 'unexpected' }));
  });

  test('that finds no container all findings stay', async () => {
    const scene = (x: number, y: number) =>
      within(x, y, 60, 60) ? { high: 0.05, low: 0.04 } : { high: 0.7, low: 0.66 };
    const { containers, findings, verdict } = await analysed({}, makeScan({ lines: 300, transmission: scene }));
    expect({ containers, found: findings.length }).toEqual({ containers: [], found: 1 });
    expect(verdict.kind).toBe('suspicious');
  });

  test('that never ran a scan is not clear, however empty its map', async () => {
    const { verdict } = await analysed({ locator: null }, makeScan({ lines: 300 }));
    expect(verdict).toMatchObject({
      kind: 'inconclusive',
      reasons: [{ code: 'algorithm-missing', subject: 'locator' }],
    });
  });
});

describe('the fused risk', () => {
  test('of a truck with something in its container is higher than of an empty one, and says why', async () => {
    const found = await analysed({ fusion: fusionOf(cargoseg.card.sha256) });
    await tools?.close();
    const air = await analysed({ fusion: fusionOf(cargoseg.card.sha256) }, makeScan({ lines: 300 }));
    expect(found.risk?.probability ?? 0).toBeGreaterThan(air.risk?.probability ?? 1);
    expect(found.risk?.reasons).toMatchObject([{ code: 'strongest-anomaly' }]);
    expect(found.runs).toContainEqual(expect.objectContaining({ name: 'fusion', state: 'ran' }));
  });

  test('that was fitted to another file is not applied', async () => {
    const { risk, runs } = await analysed({ fusion: fusionOf('0'.repeat(64)) });
    expect({ risk, fused: runs.filter(({ name }) => name === 'fusion') }).toEqual({ risk: undefined, fused: [] });
  });
});

describe('an encoder', () => {
  test('says what the load of a located container looks like, from the container’s own pixels', async () => {
    const encoder = await openBrightnessEncoder();
    const { containers, runs } = await analysed({ encoder });
    const load = containers?.[0]?.load;
    expect(runs).toContainEqual(expect.objectContaining({ name: 'cargoenc', state: 'ran' }));
    expect(load?.classes.map(({ name }) => name)).toEqual(['dark', 'bright']);
    // 134 x 40 of 512 x 128 pixels are container, give or take one each way, of them 20 x 20 of 400 x 120 lines and channels a block; no data elsewhere.
    const container = 60_000 * (0.3 - (0.25 * 400) / 48_000);
    const mean = 65_535 + ((container - 65_535) * 134 * 40) / (512 * 128);
    const [high] = new Float32Array(new Uint8Array(Buffer.from(load?.embedding ?? '', 'base64')).buffer);
    expect(Math.abs((high ?? 0) - mean)).toBeLessThan(400);
    expect(load?.appearance).toEqual([
      expect.closeTo(60 - (high ?? 0) / 1000, 2),
      expect.closeTo((high ?? 0) / 1000 - 60, 2),
    ]);
  });

  test('that fails leaves the containers where they are', async () => {
    const encoder = { ...(await openBrightnessEncoder()), run: () => Promise.reject(new Error('bad day')) };
    const { containers, runs, findings } = await analysed({ encoder });
    expect({ containers: containers?.length, found: findings.length }).toEqual({ containers: 1, found: 1 });
    expect(containers?.[0]).not.toHaveProperty('load');
    expect(runs).toContainEqual(expect.objectContaining({ name: 'cargoenc', state: 'failed', reason: 'unexpected' }));
  });

  test('has nothing to say where there is no container', async () => {
    const { runs } = await analysed({ encoder: await openBrightnessEncoder() }, makeScan({ lines: 300 }));
    expect(runs).toContainEqual(expect.objectContaining({ name: 'cargoenc', reason: 'no-container' }));
  });
});

describe('a trained model', () => {
  test('says what it found in figures: probability, place, likeness, and how dense', async () => {
    const [finding] = (await analysed()).findings;
    // T 0.05 gives a logit of 15, calibrated 1 / (1 + e^-(7.5 - 2)).
    expect(finding).toMatchObject({ kind: 'anomaly', family: 'dense-metal', phantomTrained: true, alarm: { from: 3 } });
    expect(finding?.alarm?.value).toBeCloseTo(15, 0);
    expect(finding?.score).toBeCloseTo(1 / (1 + Math.exp(-5.5)), 2);
    expect(finding?.reason).toMatchObject({ code: 'denser-than-neighbours', values: { neighbours: 6 } });
    // -ln 0.05 over -ln 0.3, a little less where the block fills a pixel in part.
    expect(finding?.reason.values.ratio).toBeGreaterThan(1.8);
    expect(finding?.reason.values.ratio).toBeLessThan(2.55);
    for (const [value, wanted] of [
      [finding?.boxPx.x, 300],
      [finding?.boxPx.y, 60],
      [finding?.boxPx.w, 20],
      [finding?.boxPx.h, 20],
    ])
      expect(Math.abs((value ?? 0) - (wanted ?? 0))).toBeLessThanOrEqual(8);
  });

  test('below the value from which it alarms makes no scan suspicious', async () => {
    const quiet = await openDarkness({
      findings: [{ kind: 'anomaly', cellFrom: -1, belowPeak: 2, minCells: 2, alarmFrom: 18 }],
    });
    const { verdict, findings } = await analysed({ models: [quiet] });
    expect(findings).toHaveLength(1);
    expect(verdict.kind).toBe('clear');
  });
});

describe('a table of thresholds', () => {
  const all = { cargoClass: null, cleanScans: 300, rank: 0 };
  const table = (value: number, atLane: number): ThresholdTable => ({
    v: 1,
    model: 'cargoseg',
    digest: cargoseg.card.sha256,
    falseAlarmRate: 0.01,
    source: 'site',
    made: '2026-11-24T00:00:00.000Z',
    entries: [
      { ...all, scanner: null, value },
      { ...all, scanner: 'lane-1', value: atLane },
    ],
  });

  test('says from which value on there is an alarm, rather than the card, and by scanner', async () => {
    const calm = await analysed({ models: [{ ...cargoseg, thresholds: table(2, 18) }] });
    expect(calm.verdict.kind).toBe('clear');
    expect(calm.findings[0]?.alarm).toMatchObject({ from: 18.01 });
  });

  test('has one of its own for a kind of load, by what the encoder sees', async () => {
    const own = table(2, 2);
    own.entries = [
      { ...all, scanner: null, value: 2 },
      { ...all, scanner: null, cargoClass: 'other', value: 18 },
    ];
    const models = [{ ...cargoseg, thresholds: own }];
    expect((await analysed({ models })).verdict.kind).toBe('suspicious');
    await tools?.close();
    const calm = await analysed({ models, encoder: await openBrightnessEncoder() });
    expect(calm.verdict.kind).toBe('clear');
    expect(calm.findings[0]?.alarm).toMatchObject({ from: 18.01 });
  });

  test('is passed only by what is above it', async () => {
    const [finding] = (await analysed()).findings;
    const value = finding?.alarm?.value ?? 0;
    await tools?.close();
    const at = await analysed({ models: [{ ...cargoseg, thresholds: table(99, value) }] });
    expect(at.verdict.kind).toBe('clear');
    await tools?.close();
    const above = await analysed({ models: [{ ...cargoseg, thresholds: table(99, value - 0.01) }] });
    expect(above.verdict.kind).toBe('suspicious');
  });
});

describe('a map that is believed of empty containers alone', () => {
  let emptyseg: Model;
  beforeAll(async () => {
    emptyseg = await openDarkness({ name: 'emptyseg', onlyFor: ['empty'] });
  });
  const both = async () => ({ models: [await openDarkness({ findings: NEVER }), emptyseg] });
  const runOf = ({ runs }: ScanResult) => runs.find(({ name }) => name === 'emptyseg');

  test('makes one suspicious by what it finds', async () => {
    const result = await analysed({ ...(await both()), encoder: await encoderThatSees('empty') });
    expect(runOf(result)).toMatchObject({ state: 'ran', reason: '' });
    expect(result.findings.map(({ algorithm }) => algorithm.name)).toEqual(['emptyseg']);
    expect(result.verdict).toMatchObject({ kind: 'suspicious', reasons: [{ code: 'finding', subject: 'f1' }] });
  });

  test('finds nothing in a load, and says why; the verdict does not ask for it', async () => {
    const result = await analysed({ ...(await both()), encoder: await encoderThatSees('bright') });
    expect(runOf(result)).toMatchObject({ state: 'not-applicable', reason: 'load-kind-other' });
    expect(result.findings).toEqual([]);
    expect(result.verdict.kind).toBe('clear');
  });

  test('is believed where the encoder takes something else for hardly likelier', async () => {
    const lenient: Model = { ...emptyseg, card: { ...emptyseg.card, emptyLeadFrom: -100 } };
    const models = [await openDarkness({ findings: NEVER }), lenient];
    const result = await analysed({ models, encoder: await encoderThatSees('bright', 'empty') });
    expect(runOf(result)).toMatchObject({ state: 'ran' });
    expect(result.verdict.kind).toBe('suspicious');
  });

  test('finds nothing where nobody knows what the load is', async () => {
    const result = await analysed(await both());
    expect(runOf(result)).toMatchObject({ state: 'not-applicable', reason: 'load-kind-unknown' });
    expect(result.findings).toEqual([]);
  });

  test('and one of all loads name a place once, by the one that alarms', async () => {
    const calm = await openDarkness({ findings: [{ ...ANOMALY, alarmFrom: 18 }] });
    const { findings } = await analysed({ models: [calm, emptyseg], encoder: await encoderThatSees('empty') });
    expect(findings.map(({ algorithm }) => algorithm.name)).toEqual(['emptyseg']);
  });

  test('raises the risk of an empty one to its own probability and says so, and that of no other load', async () => {
    const fused = async (appearance: string): Promise<ScanResult> => {
      const tools = { ...(await both()), fusion: fusionOf(cargoseg.card.sha256, 0.01) };
      return analysed({ ...tools, encoder: await encoderThatSees(appearance) });
    };
    const calm = (await fused('bright')).risk;
    await tools?.close();
    const { risk, findings } = await fused('empty');
    expect(risk?.probability).toBeGreaterThan(calm?.probability ?? 1);
    expect(risk?.probability).toBeCloseTo(findings[0]?.score ?? 0, 9);
    expect(risk?.reasons.map(({ code }) => code)).toContain('load-kind-anomaly');
    expect(calm?.reasons.map(({ code }) => code)).not.toContain('load-kind-anomaly');
  });

  test('that failed has failed, whatever the load', async () => {
    const bad: Model = { ...emptyseg, run: () => Promise.reject(new Error('bad day')) };
    const models = [cargoseg];
    const { shadow } = await analysed({ models, shadow: [bad], encoder: await encoderThatSees('bright') });
    expect(shadow?.runs).toMatchObject([{ name: 'emptyseg', state: 'failed' }]);
  });
});

describe('a model in the shadow', () => {
  test('finds things, and no verdict hears of them', async () => {
    const shadow = await openDarkness({ version: '2.0.0', state: 'shadow' });
    const blind = await openDarkness({ findings: [] });
    const { findings, verdict, runs, shadow: apart } = await analysed({ models: [blind], shadow: [shadow] });
    expect({ findings, kind: verdict.kind }).toEqual({ findings: [], kind: 'clear' });
    expect(runs.map(({ version }) => version)).not.toContain('2.0.0');
    expect(apart).toMatchObject({ runs: [{ name: 'cargoseg', version: '2.0.0', state: 'ran' }] });
    expect(apart?.findings.map(({ algorithm }) => algorithm.version)).toEqual(['2.0.0']);
  });

  test('fails by itself', async () => {
    const bad = await openDarkness({ version: '2.0.0', state: 'shadow' });
    const shadow = [{ ...bad, run: () => Promise.reject(new Error('bad day')) }];
    const { verdict, shadow: apart } = await analysed({ shadow });
    expect(verdict.kind).toBe('suspicious');
    expect(apart).toMatchObject({ runs: [{ version: '2.0.0', state: 'failed', reason: 'unexpected' }], findings: [] });
  });
});

function fusionOf(sha256: string, weight = 2): NonNullable<Tools['fusion']> {
  return {
    sha256: 'f'.repeat(64),
    card: {
      name: 'fusion',
      version: '1.0.0',
      state: 'active',
      job: 'fusion',
      summary: '',
      model: { name: 'cargoseg', sha256 },
      intercept: -1,
      terms: [{ feature: 'strongest-anomaly', middle: 0, spread: 1, weight }],
      training: { data: '', seeds: '', licence: '', command: '' },
      phantomTrained: true,
      figures: [],
      knownFailures: [],
      limits: [],
      licence: '',
    },
  };
}

function within(x: number, y: number, left: number, top: number): boolean {
  return x >= left && x < left + 20 && y >= top && y < top + 20;
}
