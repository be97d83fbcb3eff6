import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError, ModelCard } from '@h986/domain';

/** A model's file and its card, found to belong together. */
export interface ModelFile {
  card: ModelCard;
  onnx: Uint8Array;
}

/**
 * The active version of each named model below `folder` (`<name>/<version>/{card.json,model.onnx}`), in the order of names.
 * Needs no ONNX runtime: a process that only records what a dead one left behind can call it too.
 *
 * @throws {DomainError} `model-unknown` for a name without an active version, `model-ambiguous` with more than one,
 *   `model-card` when a card is not one, `model-digest` when the file is not the one that its card describes
 */
export async function readModels(folder: string, names: readonly string[]): Promise<ModelFile[]> {
  return Promise.all(names.map((name) => readModel(folder, name)));
}

async function readModel(folder: string, name: string): Promise<ModelFile> {
  const versions = await readdir(join(folder, name)).catch((cause: unknown) => {
    throw new DomainError('model-unknown', `no model ${name} in ${folder}`, { cause, details: { name } });
  });
  const cards = await Promise.all(versions.map((version) => readCard(join(folder, name, version))));
  const active = cards.filter(({ card }) => card.name === name && card.state === 'active');
  const [found, ...others] = active;
  if (!found) throw new DomainError('model-unknown', `no active version of model ${name}`, { details: { name } });
  if (others.length > 0)
    throw new DomainError('model-ambiguous', `${active.length} active versions of model ${name}`, {
      details: { name },
    });
  return { card: found.card, onnx: await readOnnx(found.folder, found.card) };
}

async function readCard(folder: string): Promise<{ folder: string; card: ModelCard }> {
  try {
    return { folder, card: ModelCard.parse(JSON.parse(await readFile(join(folder, 'card.json'), 'utf8'))) };
  } catch (cause) {
    throw new DomainError('model-card', `no readable card in ${folder}`, { cause, details: { folder } });
  }
}

async function readOnnx(folder: string, { name, version, sha256 }: ModelCard): Promise<Uint8Array> {
  const onnx = await readFile(join(folder, 'model.onnx')).catch(() => new Uint8Array());
  const found = createHash('sha256').update(onnx).digest('hex');
  if (found !== sha256)
    throw new DomainError('model-digest', `model ${name} ${version} is not the file of its card`, {
      details: { name, version, expected: sha256, found },
    });
  return onnx;
}
