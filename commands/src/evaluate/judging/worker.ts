import { errorCode } from '@h986/domain';
import { judge } from './judge.ts';
import type { ScanPlan } from './make-scan.ts';
import { openModels } from './open-models.ts';
import type { NoRecord, ScanRecord } from './record.ts';

/** What a worker is told at its start, as JSON in its first argument. */
export interface WorkerSetup {
  modelsDir: string;
}

/** A worker's answer to a plan. */
export type Judged = ScanRecord | NoRecord;

// A process of its own: making and analysing scans keeps a core busy, and what one leaves behind in memory goes with it.
const { modelsDir } = JSON.parse(process.argv[2] ?? '') as WorkerSetup;
const models = openModels(modelsDir);

process.on('message', (plan: ScanPlan) => {
  void answer(plan).then((judged) => process.send?.(judged));
});
process.on('disconnect', () => process.exit(0));

async function answer(plan: ScanPlan): Promise<Judged> {
  try {
    return await judge(plan, await models);
  } catch (error) {
    return { v: 1, seed: plan.seed, refused: `${errorCode(error)}: ${(error as Error).message}` };
  }
}
