import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MODELS_DIR } from '../testing/test-tools.ts';
import { readModels } from './model-cards.ts';
import { openOnnxModel } from './onnx-model.ts';

let folder: string;
const version = (name = '1.0.0'): string => join(folder, 'outlier', name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'));
  await cp(join(MODELS_DIR, 'outlier'), join(folder, 'outlier'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

test('the committed model is the file of its card and runs', async () => {
  const [file] = await readModels(MODELS_DIR, ['outlier']);
  if (!file) throw new Error('no model');
  const model = await openOnnxModel(file, 1);
  expect(await model.run(new Uint16Array(2 * 256 * 256).fill(30_000))).toHaveLength(52 * 52);
});

describe('a model is refused by name', () => {
  test('when a single byte of its file is not the one of its card', async () => {
    const path = join(version(), 'model.onnx');
    const bytes = await readFile(path);
    bytes[100] = (bytes[100] as number) ^ 1;
    await writeFile(path, bytes);
    await expect(readModels(folder, ['outlier'])).rejects.toMatchObject({ code: 'model-digest' });
  });

  test('when its file is not there', async () => {
    await rm(join(version(), 'model.onnx'));
    await expect(readModels(folder, ['outlier'])).rejects.toMatchObject({ code: 'model-digest' });
  });

  test('when nobody knows it', async () => {
    await expect(readModels(folder, ['cargoseg'])).rejects.toMatchObject({ code: 'model-unknown' });
  });

  test('when it is retired', async () => {
    await changeCard((card) => card.replace('"active"', '"retired"'));
    await expect(readModels(folder, ['outlier'])).rejects.toMatchObject({ code: 'model-unknown' });
  });

  test('when two versions are active', async () => {
    await cp(version(), version('1.0.1'), { recursive: true });
    await expect(readModels(folder, ['outlier'])).rejects.toMatchObject({ code: 'model-ambiguous' });
  });

  test('when its card is not one', async () => {
    await changeCard(() => '{}');
    await expect(readModels(folder, ['outlier'])).rejects.toMatchObject({ code: 'model-card' });
  });

  test('when the file gives something else than the card says', async () => {
    await changeCard((card) => card.replace('"deviation"', '"probability"'));
    const [file] = await readModels(folder, ['outlier']);
    if (!file) throw new Error('no model');
    await expect(openOnnxModel(file, 1)).rejects.toMatchObject({ code: 'model-shape' });
  });
});

async function changeCard(change: (card: string) => string): Promise<void> {
  const path = join(version(), 'card.json');
  await writeFile(path, change(await readFile(path, 'utf8')));
}
