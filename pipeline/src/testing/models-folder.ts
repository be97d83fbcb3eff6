import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Goldens, ModelCard } from '@h986/domain';
import type { z } from 'zod';

export const MODELS_DIR = fileURLToPath(new URL('../../../models', import.meta.url));

/** A folder of models that a test may spoil. */
export interface ModelsFolder {
  path: string;
  /** The committed contrast detector, `active` whatever state it has in the house. */
  addOutlier(version?: string): Promise<void>;
  /** A model that the test has made; the card's digest is that of the file. */
  add(card: ModelCard, onnx: Uint8Array, goldens: z.infer<typeof Goldens>): Promise<void>;
  changeCard(of: string, change: (card: Record<string, unknown>) => unknown): Promise<void>;
  /** @param digest whether the card learns of it */
  changeOnnx(of: string, change: (onnx: Buffer) => Buffer, digest: 'unchanged' | 'of-the-file'): Promise<void>;
  file(of: string, name: string): string;
  close(): Promise<void>;
}

/** Models are named `<name>/<version>`. */
export async function openModelsFolder(): Promise<ModelsFolder> {
  const path = await mkdtemp(join(tmpdir(), 'models-'));
  const file: ModelsFolder['file'] = (of, name) => join(path, of, name);
  const changeCard: ModelsFolder['changeCard'] = async (of, change) => {
    const card = JSON.parse(await readFile(file(of, 'card.json'), 'utf8')) as Record<string, unknown>;
    await writeFile(file(of, 'card.json'), JSON.stringify(change(card)));
  };
  return {
    path,
    file,
    changeCard,
    async addOutlier(version = '1.0.0') {
      await cp(join(MODELS_DIR, 'outlier', '1.0.0'), join(path, 'outlier', version), { recursive: true });
      await changeCard(`outlier/${version}`, (card) => ({ ...card, version, state: 'active' }));
    },
    async add(card, onnx, goldens) {
      const of = `${card.name}/${card.version}`;
      await mkdir(join(path, of), { recursive: true });
      await writeFile(file(of, 'model.onnx'), onnx);
      await writeFile(file(of, 'card.json'), JSON.stringify({ ...card, sha256: digestOf(onnx) }));
      await writeFile(file(of, 'golden.json'), JSON.stringify(goldens));
    },
    async changeOnnx(of, change, digest) {
      const onnx = change(await readFile(file(of, 'model.onnx')));
      await writeFile(file(of, 'model.onnx'), onnx);
      if (digest === 'of-the-file') await changeCard(of, (card) => ({ ...card, sha256: digestOf(onnx) }));
    },
    close: () => rm(path, { recursive: true }),
  };
}

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
