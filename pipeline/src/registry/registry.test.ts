import { readFile, rm, writeFile } from 'node:fs/promises';
import { defaultPolicy, keys, type ScanResult, StripResult, thresholdTable, trainedReadings } from '@h986/domain';
import { getJson } from '@h986/stores';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MODELS_DIR, type ModelsFolder, openModelsFolder } from '../testing/models-folder.ts';
import { makeScan } from '../testing/raw-scan.ts';
import { scanIdOf } from '../testing/store-scan.ts';
import { analyseScan, openTestTools, type TestTools } from '../testing/test-tools.ts';
import { openRegistry } from './open-registry.ts';
import { readRegistry } from './read-registry.ts';

const OUTLIER = 'outlier/1.0.0';
const scanId = scanIdOf(1);
let models: ModelsFolder;
let tools: TestTools | undefined;

beforeEach(async () => {
  models = await openModelsFolder();
  await models.addOutlier();
});
afterEach(async () => {
  await models.close();
  await tools?.close();
  tools = undefined;
});

const codes = async (names: string[] | null = null): Promise<string[]> =>
  (await readRegistry(models.path, names)).refused.map(({ name, error }) => `${name} ${error.code}`);

test('no committed model is refused', async () => {
  expect((await openRegistry(await readRegistry(MODELS_DIR, null), 1)).refused).toEqual([]);
});

test('every model that the policy of the house needs is committed and decides', async () => {
  const { inUse } = await readRegistry(MODELS_DIR, null);
  const deciding = inUse.filter(({ state }) => state === 'active').map(({ name }) => name);
  const models = defaultPolicy.required.filter((one) => !trainedReadings.includes(one));
  const needed = models.map(({ name }) => name).filter((name) => name !== 'integrity');
  expect(deciding).toEqual(expect.arrayContaining(needed));
});

/** What a person or a bad disk can do to a model, and by what name it is refused. */
const faults: [string, string, () => Promise<void>][] = [
  ['a single byte that is not the one of its card', 'model-digest', () => spoil('unchanged')],
  ['no file', 'model-digest', () => rm(models.file(OUTLIER, 'model.onnx'))],
  ['an output that its card does not name', 'model-shape', () => rename('probability')],
  ['operators newer than its card says', 'model-opset', () => newer()],
  ['bytes that are no graph', 'model-opset', () => models.changeOnnx(OUTLIER, () => Buffer.from('x'), 'of-the-file')],
  ['other outputs than it gave when its card was written', 'model-golden', () => otherGolden()],
  ['no golden outputs', 'model-golden', () => rm(models.file(OUTLIER, 'golden.json'))],
  ['a card that is not one', 'model-card', () => models.changeCard(OUTLIER, () => ({ state: 'active' }))],
  ['a margin that is not whole cells', 'model-card', () => models.changeCard(OUTLIER, oddMargin)],
  ['a card of another version', 'model-card', () => models.changeCard(OUTLIER, (c) => ({ ...c, version: '2.0.0' }))],
  ['thresholds that were made from another file', 'model-thresholds', () => addThresholds('f'.repeat(64))],
  ['two versions that are active', 'model-ambiguous', () => models.addOutlier('1.0.1')],
  ['no version that runs', 'model-unknown', () => models.changeCard(OUTLIER, (c) => ({ ...c, state: 'retired' }))],
];

test.each(
  faults,
)('a model with %s is refused as %s, and the scan is inconclusive and says so', async (_, code, fault) => {
  await fault();
  const result = await analysed();
  const { runs, verdict, findings } = result;
  expect(runs.map(({ name, state, reason }) => `${name} ${state} ${reason}`.trim())).toEqual([
    'integrity ran',
    `outlier failed ${code}`,
  ]);
  expect(verdict).toMatchObject({
    kind: 'inconclusive',
    reasons: [{ code: 'algorithm-failed', subject: 'outlier', detail: code }],
  });
  expect({ findings, models: result.models }).toEqual({ findings: [], models: {} });
});

test('each strip of a refused model says so too', async () => {
  await rm(models.file(OUTLIER, 'model.onnx'));
  const { revision } = await analysed();
  const strip = await getJson((tools as TestTools).objects, keys.stripResult(scanId, revision, 0), StripResult);
  expect(strip.runs).toMatchObject([{ name: 'outlier', state: 'failed', reason: 'model-digest', digest: null }]);
});

test('a process that never opens a model knows of the same models as one that does', async () => {
  await otherGolden();
  const registry = await readRegistry(models.path, null);
  const opened = await openRegistry(registry, 1);
  expect(registry.refused).toEqual([]);
  expect(opened.refused).toMatchObject([{ name: 'outlier', error: { code: 'model-golden' } }]);
  expect(opened.inUse).toBe(registry.inUse);
});

test('a site’s own thresholds go before those beside the model, and make another revision', async () => {
  const before = await readRegistry(models.path, null, models.path);
  const { sha256 } = before.inUse[0] ?? { sha256: '' };
  await addThresholds(sha256);
  const beside = await readRegistry(models.path, null, models.path);
  const site = { ...beside.files[0]?.thresholds, falseAlarmRate: 0.02 };
  await writeFile(models.file('outlier.json', ''), JSON.stringify(site));
  const own = await readRegistry(models.path, null, models.path);
  expect([before, beside, own].map(({ files }) => files[0]?.thresholds?.falseAlarmRate)).toEqual([
    undefined,
    0.01,
    0.02,
  ]);
  expect(new Set([before, beside, own].map(({ inUse }) => inUse[0]?.thresholds)).size).toBe(3);
});

describe('which models run', () => {
  test('all that are active or in the shadow, when nobody names any', async () => {
    await models.addOutlier('1.1.0');
    await models.changeCard('outlier/1.1.0', (card) => ({ ...card, state: 'shadow' }));
    const { inUse, files } = await readRegistry(models.path, null);
    expect(inUse.map(({ version, state }) => `${version} ${state}`)).toEqual(['1.0.0 active', '1.1.0 shadow']);
    expect(files).toHaveLength(2);
  });

  test('none that nobody named, when some are named', async () => {
    expect(await codes(['cargoseg'])).toEqual(['cargoseg model-unknown']);
  });

  test.each(['candidate', 'retired'])('no %s, however broken it is', async (state) => {
    await models.changeCard(OUTLIER, () => ({ state }));
    expect(await readRegistry(models.path, null)).toEqual({ inUse: [], files: [], fusion: null, refused: [] });
  });
});

function addThresholds(digest: string): Promise<void> {
  const about = {
    model: 'outlier',
    falseAlarmRate: 0.01,
    source: 'phantom',
    made: '2026-11-24T00:00:00.000Z',
  } as const;
  return writeFile(models.file(OUTLIER, 'thresholds.json'), JSON.stringify(thresholdTable({ ...about, digest }, [])));
}

async function analysed(): Promise<ScanResult> {
  const set = await openRegistry(await readRegistry(models.path, ['outlier']), 1);
  tools = await openTestTools(set);
  const even = makeScan({ lines: 300, transmission: () => ({ high: 0.3, low: 0.26 }) });
  return analyseScan(tools, even, scanId);
}

function spoil(digest: 'unchanged' | 'of-the-file'): Promise<void> {
  return models.changeOnnx(
    OUTLIER,
    (onnx) => {
      onnx[100] = (onnx[100] as number) ^ 1;
      return onnx;
    },
    digest,
  );
}

function rename(name: string): Promise<void> {
  return models.changeCard(OUTLIER, (card) => ({ ...card, output: { ...(card.output as object), name } }));
}

/** Our writer ends a file with the version of its operators. */
function newer(): Promise<void> {
  return models.changeOnnx(
    OUTLIER,
    (onnx) => {
      onnx[onnx.length - 1] = 18;
      return onnx;
    },
    'of-the-file',
  );
}

function oddMargin(card: Record<string, unknown>): unknown {
  return { ...card, input: { ...(card.input as object), marginPx: 22 } };
}

async function otherGolden(): Promise<void> {
  const path = models.file(OUTLIER, 'golden.json');
  const [first, ...others] = JSON.parse(await readFile(path, 'utf8'));
  first.outputs.deviation.samples[3][1] += 0.01;
  await writeFile(path, JSON.stringify([first, ...others]));
}
