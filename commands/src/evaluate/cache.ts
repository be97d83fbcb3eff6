import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhole } from '@h986/fixtures';
import { z } from 'zod';
import type { ScanPlan } from './judging/make-scan.ts';
import { NoRecord, ScanRecord } from './judging/record.ts';
import type { Judged } from './judging/worker.ts';

const REPO = fileURLToPath(new URL('../../..', import.meta.url));
/** What makes a scan, what judges it and what that costs: when it changes, what was kept is of another scan. */
const SOURCES = [
  'fixtures/src/phantom',
  'imaging/src',
  'pipeline/src',
  'commands/src/evaluate/judging',
  'commands/src/training-data/drawn-profile.ts',
];

/** Scores of single scans, so that a run can be stopped and taken up again. */
export interface Cache {
  get(plan: ScanPlan): Promise<Judged | null>;
  put(plan: ScanPlan, judged: Judged): Promise<void>;
}

/** @param digests of the models that judge, in any order */
export async function openCache(folder: string, digests: readonly string[]): Promise<Cache> {
  const basis = `${await sourceDigest()} ${[...digests].sort().join(' ')}`;
  await mkdir(folder, { recursive: true });
  const fileOf = (plan: ScanPlan): string => {
    const name = createHash('sha256').update(basis).update(JSON.stringify(plan)).digest('hex').slice(0, 32);
    return join(folder, `${name}.json`);
  };
  return {
    async get(plan) {
      const text = await readFile(fileOf(plan), 'utf8').catch(() => null);
      return text === null ? null : z.union([ScanRecord, NoRecord]).parse(JSON.parse(text));
    },
    put: async (plan, judged) => {
      await writeWhole(fileOf(plan), JSON.stringify(judged));
    },
  };
}

async function sourceDigest(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const files = source.endsWith('.ts') ? [''] : (await readdir(join(REPO, source), { recursive: true })).sort();
    for (const file of files) {
      const path = join(REPO, source, file);
      if (/\.(ts|csv)$/.test(path) && !/\.test\.ts$/.test(path)) hash.update(await readFile(path));
    }
  }
  return hash.digest('hex');
}
