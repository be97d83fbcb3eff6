import {
  type AlgorithmRun,
  type AssemblyJob,
  Calibration,
  keys,
  Order,
  Seal,
  type StripJob,
  type StripResult,
} from '@h986/domain';
import { getJson, jsonBytes } from '@h986/stores';
import { concluded } from '../conclusion/conclude.ts';
import { integrityRun } from '../conclusion/integrity.ts';
import { runOf } from '../conclusion/runs.ts';
import type { Tools } from '../tools.ts';
import { handOnResult } from './hand-on.ts';
import { rerunIfLate } from './late-strips.ts';
import { revisionOf } from './revision.ts';

/** What is left when pixels and models are out of reach: the process that owns the workers has no more. */
export type RecordTools = Pick<Tools, 'objects' | 'policy' | 'handOn' | 'now' | 'inUse' | 'tables' | 'testObjects'>;

/** A strip whose job has used its last attempt: its models failed, and the scan will say so. */
export async function recordStripGivenUp(job: StripJob, error: Error, tools: RecordTools): Promise<void> {
  const { scanId, strip, counter } = job;
  const revision = await revisionOf(tools.objects, scanId, { ...tools, counter });
  const runs = failedRuns(error, tools);
  const result: StripResult = { v: 1, scanId, revision, strip, runs, maps: [], findings: [], timings: {} };
  // Not an alarm when there is one: a twin of the job has been luckier.
  await tools.objects.putOnce(keys.stripResult(scanId, revision, strip), jsonBytes(result));
  await rerunIfLate(job, revision, [strip], tools);
}

/** A scan whose assembly has used its last attempt: a result without findings that no policy calls clear, handed on. */
export async function recordAssemblyGivenUp(job: AssemblyJob, error: Error, tools: RecordTools): Promise<void> {
  const { objects } = tools;
  const { scanId, counter } = job;
  const revision = await revisionOf(objects, scanId, { ...tools, counter });
  const key = keys.result(scanId, revision);
  if (!(await objects.head(key))) {
    const seal = await getJson(objects, keys.seal(scanId), Seal);
    const order = await getJson(objects, keys.order(scanId), Order);
    const calibration = await getJson(objects, keys.calibration(scanId), Calibration);
    const runs = [integrityRun('failed', reasonOf(error)), ...failedRuns(error, tools)];
    const found = { detector: { calibration }, findings: [], runs, heatMapKey: null, previewKey: null, timings: {} };
    const result = concluded({ scanId, revision, seal, order, missing: [] }, found, tools);
    await objects.putOnce(key, jsonBytes(result));
  }
  await handOnResult(job, revision, tools);
}

function failedRuns(error: Error, { inUse }: RecordTools): AlgorithmRun[] {
  const reason = reasonOf(error);
  const runs = inUse.filter(({ state }) => state === 'active').map((model) => runOf(model, 'failed', reason));
  return reason.startsWith('strip-') ? [integrityRun('failed', reason), ...runs] : runs;
}

/** The code of an error that has come out of another process, where classes do not travel. */
export function reasonOf(error: Error): string {
  if (/^Unexpected exit code|stalled more than|^Child exited/.test(error.message)) return 'worker-exited';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[a-z][a-z0-9-]*$/.test(code) ? code : 'unexpected';
}
