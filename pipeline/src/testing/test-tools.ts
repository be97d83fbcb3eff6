import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  type AssemblyJob,
  baselinePolicy,
  keys,
  type Progress,
  type ResultJob,
  type ScanId,
  ScanResult,
  type StripJob,
} from '@h986/domain';
import { getJson, openFolderStore } from '@h986/stores';
import { assemble } from '../assembly.ts';
import { ONLY_GENERIC } from '../check/read-test-objects.ts';
import { revisionOf } from '../hand-on/revision.ts';
import { NO_TABLES } from '../material/read-tables.ts';
import { openPixels } from '../pixels/scan-pixels.ts';
import type { Model } from '../registry/model.ts';
import { openOnnxModel } from '../registry/onnx-model.ts';
import type { ModelSet } from '../registry/open-registry.ts';
import { readModels } from '../registry/read-registry.ts';
import { analyseStrip } from '../strip.ts';
import type { Tools } from '../tools.ts';
import { openModelsFolder } from './models-folder.ts';
import type { RawScan } from './raw-scan.ts';
import { type StoreOptions, storeScan } from './store-scan.ts';

/** Tools with a folder of their own and what they were asked to hand on or tell. */
export interface TestTools extends Tools {
  added: { strips: StripJob[]; assembly: AssemblyJob[]; results: ResultJob[] };
  told: Progress[];
  close(): Promise<void>;
}

export async function openTestTools(overrides: Partial<Tools> = {}): Promise<TestTools> {
  const folder = await mkdtemp(join(tmpdir(), 'pipeline-'));
  const objects = overrides.objects ?? (await openFolderStore(folder));
  const added: TestTools['added'] = { strips: [], assembly: [], results: [] };
  const told: Progress[] = [];
  const into = <J>(list: J[]) => ({
    add: async (job: J): Promise<void> => {
      list.push(job);
    },
  });
  return {
    objects,
    ...modelSet(overrides.models ?? (await openOutlier())),
    policy: baselinePolicy,
    tables: NO_TABLES,
    testObjects: ONLY_GENERIC,
    pixels: openPixels(objects),
    handOn: { strips: into(added.strips), assembly: into(added.assembly), results: into(added.results) },
    tell: (progress) => told.push(progress),
    patience: { afterSealMs: 30_000, afterTriggerMs: 100_000 },
    now: Date.now,
    ...overrides,
    added,
    told,
    async close() {
      await objects.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

let outlier: Promise<Model[]> | undefined;

/** The real contrast detector, deciding whatever state it has in the house; one session, however many tests. */
export function openOutlier(): Promise<Model[]> {
  outlier ??= openFreshOutlier();
  return outlier;
}

async function openFreshOutlier(): Promise<Model[]> {
  const folder = await openModelsFolder();
  await folder.addOutlier();
  const files = await readModels(folder.path, ['outlier']);
  await folder.close();
  return Promise.all(files.map((file) => openOnnxModel(file, 1)));
}

/** Just these models, all of which decide. */
export function modelSet(models: readonly Model[]): ModelSet {
  const inUse = models.map(({ card: { name, version, job, sha256 } }) => {
    return { name, version, job, sha256, state: 'active' as const, thresholds: null };
  });
  return { inUse, models, shadow: [], locator: null, encoder: null, fusion: null, refused: [] };
}

/** All jobs of a stored scan, one after the other, without a queue. */
export async function analyseScan(
  tools: TestTools,
  scan: RawScan,
  scanId: ScanId,
  more: Omit<StoreOptions, 'scanId'> = {},
): Promise<ScanResult> {
  const seal = await storeScan(tools.objects, scan, { scanId, ...more });
  for (const strip of seal.strips.keys()) await analyseStrip({ v: 1, scanId, strip, counter: 1 }, tools);
  await assemble({ v: 1, scanId, counter: 1 }, Date.now(), tools);
  return readResult(tools, scanId);
}

export async function readResult(tools: Tools, scanId: ScanId, counter = 1): Promise<ScanResult> {
  const revision = await revisionOf(tools.objects, scanId, { ...tools, counter });
  return getJson(tools.objects, keys.result(scanId, revision), ScanResult);
}
