import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError, type Golden, Goldens, type MapCard, ModelCard, type ThresholdTable } from '@h986/domain';
import { checkOpset } from './opset.ts';
import { FUSION, type Fusion, readFusion } from './read-fusion.ts';
import { readThresholds } from './thresholds.ts';

/** A model that runs or should: what a result's revision and its runs need to know of it. */
export interface ModelInUse {
  name: string;
  version: string;
  state: 'active' | 'shadow';
  /** Null where not even the card could be read. */
  job: ModelCard['job'] | null;
  /** That of the card, or `refused` without one. */
  sha256: string;
  /** Digest of its table of thresholds; null without one. */
  thresholds: string | null;
  /** Digest of its card, whose rules and calibration decide as well; null without one. */
  rules?: string | null;
}

/** A model's file with its card and golden outputs, found to belong together. */
export interface ModelFile<Card extends ModelCard = ModelCard> {
  card: Card;
  onnx: Uint8Array;
  goldens: readonly Golden[];
  thresholds?: ThresholdTable | null;
}

/** A model that should run and may not. */
export interface RefusedModel extends ModelInUse {
  error: DomainError;
}

export interface Registry {
  /** All that should run, refused or not, by name and version; the same in every process that reads the folder. */
  inUse: readonly ModelInUse[];
  files: readonly ModelFile[];
  /** What puts a scan's risk into one figure; null where nothing does. */
  fusion: Fusion | null;
  refused: readonly RefusedModel[];
}

const VERSION = /^\d+\.\d+\.\d+$/;
const ASLEEP = new Set(['candidate', 'retired']);

/**
 * The active and shadow versions of the named models below `folder` (`<name>/<version>/{card.json,model.onnx,golden.json}`), or
 * of all there. Needs no ONNX runtime: a process that only records what a dead one left behind can call it too.
 *
 * A site's own table of thresholds, `<thresholdsFolder>/<name>.json`, goes before the one beside the model.
 *
 * Nothing that is wrong with a model is thrown: it is refused, with `model-unknown` for a name without a version that runs,
 * `model-ambiguous` with two active ones, `model-thresholds` for a table that is another model's or none, `model-card` for a card that is not one, `model-digest` when the file is not the one
 * that the card describes, `model-opset` when it wants other operators, `model-golden` without golden outputs.
 */
export async function readRegistry(
  folder: string,
  names: readonly string[] | null,
  thresholdsFolder: string | null = null,
): Promise<Registry> {
  const wanted = names ?? (await foldersIn(folder));
  const found = await Promise.all(wanted.map((name) => readName({ folder, thresholdsFolder }, name, !!names)));
  const all = found.flat().sort((a, b) => `${a.name} ${a.version}`.localeCompare(`${b.name} ${b.version}`));
  return {
    inUse: all.map(inUse),
    files: all.flatMap((found) => ('file' in found ? [found.file] : [])),
    fusion: all.flatMap((found) => ('fusion' in found ? [found.fusion] : []))[0] ?? null,
    refused: all.flatMap((found) => ('error' in found ? [found] : [])),
  };
}

/**
 * The active maps of these names, for those who want nothing else.
 *
 * @throws {DomainError} the first one's reason when any is refused
 */
export async function readModels(folder: string, names: readonly string[]): Promise<ModelFile<MapCard>[]> {
  const { files, refused: bad } = await readRegistry(folder, names);
  const [first] = bad.filter(({ state }) => state === 'active');
  if (first) throw first.error;
  return files.filter((file): file is ModelFile<MapCard> => file.card.job === 'map' && file.card.state === 'active');
}

type Found = RefusedModel | (ModelInUse & ({ file: ModelFile } | { fusion: Fusion }));

interface Folders {
  folder: string;
  thresholdsFolder: string | null;
}

async function readName(folders: Folders, name: string, wanted: boolean): Promise<Found[]> {
  const { folder } = folders;
  const versions = (await foldersIn(join(folder, name))).filter((version) => VERSION.test(version));
  const read = await Promise.all(versions.map((version) => readVersion(folders, name, version)));
  const found = read.filter((one) => one !== null);
  const active = found.filter(({ state }) => state === 'active');
  if (active.length > 1) {
    const listed = active.map(({ version }) => version).join(', ');
    const error = new DomainError('model-ambiguous', `active versions ${listed} of model ${name}: one may be`);
    return [...found.filter((one) => !active.includes(one)), refused({ name }, error)];
  }
  if (found.length > 0 || !wanted) return found;
  return [refused({ name }, new DomainError('model-unknown', `no version of model ${name} in ${folder} that runs`))];
}

/** @returns null for what does not run: no model, a candidate, a retired one */
async function readVersion(folders: Folders, name: string, version: string): Promise<Found | null> {
  const folder = join(folders.folder, name, version);
  const text = await readFile(join(folder, 'card.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  let of: Known = { name, version };
  try {
    if (name === FUSION) {
      const fusion = isAsleep(text) ? null : readFusion(text, folder);
      return fusion && { ...inUse({ ...of, sha256: fusion.sha256 }), fusion };
    }
    const card = readCard(text, folder, of);
    if (card === null) return null;
    of = { name, version, state: card.state as ModelInUse['state'], job: card.job, sha256: card.sha256 };
    const onnx = await readOnnx(folder, card);
    checkOpset(onnx, card.opset);
    const { table, sha256 } = await readThresholds(
      [...siteTable(folders, name), join(folder, 'thresholds.json')],
      card,
    );
    const file = { card, onnx, goldens: await readGoldens(folder), thresholds: table };
    const rules = createHash('sha256').update(text).digest('hex');
    return { ...inUse({ ...of, thresholds: sha256, rules }), file };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return refused(of, error);
  }
}

/** @returns null for a model that sleeps, whatever else its card says: it can do no harm */
function readCard(text: string, folder: string, { name, version }: Known): ModelCard | null {
  try {
    if (isAsleep(text)) return null;
    const card = ModelCard.parse(JSON.parse(text));
    if (card.name === name && card.version === version) return card;
  } catch (cause) {
    throw new DomainError('model-card', `no readable card in ${folder}`, { cause, details: { folder } });
  }
  throw new DomainError('model-card', `the card in ${folder} is another model's`, { details: { folder } });
}

function isAsleep(text: string): boolean {
  try {
    return ASLEEP.has(String((JSON.parse(text) as { state?: unknown }).state));
  } catch {
    // Whoever reads it for good says what is wrong with it.
    return false;
  }
}

function siteTable({ thresholdsFolder }: Folders, name: string): string[] {
  return thresholdsFolder === null ? [] : [join(thresholdsFolder, `${name}.json`)];
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

async function readGoldens(folder: string): Promise<Golden[]> {
  try {
    return Goldens.parse(JSON.parse(await readFile(join(folder, 'golden.json'), 'utf8')));
  } catch (cause) {
    throw new DomainError('model-golden', `no readable golden outputs in ${folder}`, { cause, details: { folder } });
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

type Known = Pick<ModelInUse, 'name'> & Partial<ModelInUse>;

function inUse({
  name,
  version = '0.0.0',
  state = 'active',
  job = null,
  sha256 = 'refused',
  thresholds = null,
  rules = null,
}: Known): ModelInUse {
  return { name, version, state, job, sha256, thresholds, rules };
}

/** The entry of a model that may not run. */
export function refused(of: Known, error: DomainError): RefusedModel {
  return { ...inUse(of), error };
}
