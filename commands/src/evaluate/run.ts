import type { Cache } from './cache.ts';
import type { ScanPlan } from './judging/make-scan.ts';
import type { ScanRecord } from './judging/record.ts';
import type { Judged, WorkerSetup } from './judging/worker.ts';
import { judgeAll } from './pool.ts';

export interface RunOptions {
  plans: readonly ScanPlan[];
  setup: WorkerSetup;
  cache: Cache;
  workers: number;
  /** What is being done, for whoever waits. */
  label: string;
  tell: (text: string) => void;
}

export interface Judgements {
  /** In the order of the plans. */
  records: ScanRecord[];
  /** Why scans could not be made or analysed, by reason. */
  refused: Record<string, number>;
}

/** All scans of some plans: those that were judged before are taken from the cache, the others are made now. */
export async function judgements({ plans, setup, cache, workers, label, tell }: RunOptions): Promise<Judgements> {
  const known = new Map<ScanPlan, Judged>();
  for (const plan of plans) {
    const judged = await cache.get(plan);
    if (judged) known.set(plan, judged);
  }
  const open = plans.filter((plan) => !known.has(plan));
  const from = Date.now();
  let done = 0;
  await judgeAll(open, setup, workers, async (plan, judged) => {
    // What failed by chance is tried again next time; a load without a place for a threat will never have one.
    if (!('refused' in judged) || judged.refused.startsWith('threat-without-place')) await cache.put(plan, judged);
    known.set(plan, judged);
    done++;
    tell(`${label} ${known.size}/${plans.length}, ${timeLeft(Date.now() - from, done, open.length)} left`);
  });
  const refused: Record<string, number> = {};
  const records = plans.flatMap((plan): ScanRecord[] => {
    const judged = known.get(plan) as Judged;
    if (!('refused' in judged)) return [judged];
    refused[judged.refused] = (refused[judged.refused] ?? 0) + 1;
    return [];
  });
  return { records, refused };
}

function timeLeft(elapsedMs: number, done: number, all: number): string {
  const seconds = Math.round(((elapsedMs / done) * (all - done)) / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
