import {
  type Comparison,
  canonicalJson,
  countLost,
  defaultPolicy,
  graver,
  heaviest,
  isGraverThan,
  joinedVerdict,
  knownRisk,
  type Policy,
  policyNamed,
  raisedRisk,
  type ScanId,
  type ScanResult,
  type Verdict,
} from '@h986/domain';
import { monotonicFactory } from 'ulid';
import { matchOf } from '../declarations/match.ts';
import type { Change } from '../records/change.ts';
import { moveScanIfPossible } from '../records/move-scan.ts';
import { lockScan } from '../records/scan-summary.ts';
import type { ScanRow, Trx } from '../records/tables.ts';
import { type Comparer, comparers } from './comparers.ts';
import { newestComparison } from './find.ts';

/** Two of one millisecond keep their order. */
const nextId = monotonicFactory();

/** A comparison as far as it can be told without looking at those before it. */
type Fresh = Omit<Comparison, 'id' | 'madeAt' | 'gravestBefore'>;

/**
 * Holds the result that a scan shows against everything that the records know beside it, and lets verdict and rank follow. One that says
 * the same as the newest leaves no trace; a scan without a result is not compared.
 *
 * @throws {DomainError} `scan-unknown`
 */
export async function compareScan(step: Change, scanId: ScanId, ask: readonly Comparer[] = comparers): Promise<void> {
  const row = await lockScan(step.trx, scanId);
  if (row.revision === null || row.purpose !== 'cargo') return;
  const { result, verdict } = await step.trx
    .selectFrom('results')
    .select(['result', 'verdict'])
    .where('scan_id', '=', scanId)
    .where('revision', '=', row.revision)
    .executeTakeFirstOrThrow();
  const policy = policyNamed(result.verdict.policy.name) ?? defaultPolicy;
  const fresh = await compared(step.trx, { row, result, verdict }, policy, ask);
  const before = await newestComparison(step.trx, scanId, row.revision);
  if (before && saysTheSame(fresh, before)) return;
  await keep(step, scanId, fresh, before);
  await show(step, row, { result, fresh, before: before?.verdict ?? verdict, policy });
}

interface Recorded {
  row: ScanRow;
  result: ScanResult;
  verdict: Verdict;
}

async function compared(
  trx: Trx,
  { row, result, verdict }: Recorded,
  policy: Policy,
  ask: readonly Comparer[],
): Promise<Fresh> {
  const scan = { row, result, match: await matchOf(trx, row) };
  const said = [];
  for (const one of ask) said.push(await one(scan, trx));
  const runs = said.flatMap((one) => one.runs);
  const observations = said.flatMap((one) => one.observations);
  const all = [...(result.load?.observations ?? []), ...observations];
  const evidence = {
    runs,
    findings: result.findings,
    observations: all,
    whole: result.extent === 'whole',
    lines: result.lines,
    linesLost: countLost(result.linesLost),
  };
  return {
    revision: result.revision,
    declarations: said.flatMap((one) => one.declarations ?? []),
    scans: said.flatMap((one) => one.scans ?? []),
    containers: said.flatMap((one) => one.containers ?? []),
    runs,
    observations,
    verdict: joinedVerdict(verdict, evidence, policy),
    ...(result.risk && { risk: raisedRisk(result.risk, knownRisk(all, policy), policy.raisesRisk) }),
  };
}

function saysTheSame(fresh: Fresh, { id, madeAt, gravestBefore, ...before }: Comparison): boolean {
  return canonicalJson(fresh) === canonicalJson(before);
}

async function keep({ trx, at, audit }: Change, scanId: ScanId, fresh: Fresh, before: Comparison | null) {
  const { revision, declarations, scans, containers, runs, observations, verdict, risk } = fresh;
  const gravest = before && graver(before.gravestBefore ?? 'clear', before.verdict.kind);
  await trx
    .insertInto('comparisons')
    .values({
      id: nextId(at.getTime()),
      scan_id: scanId,
      revision,
      made_at: at,
      declarations: JSON.stringify(declarations),
      scans: JSON.stringify(scans),
      containers: JSON.stringify(containers),
      runs: JSON.stringify(runs),
      observations: JSON.stringify(observations),
      verdict: JSON.stringify(verdict),
      risk: risk ? JSON.stringify(risk) : null,
      gravest_before: gravest,
    })
    .execute();
  audit({
    actor: 'system',
    action: 'scan-compared',
    subject: scanId,
    detail: { revision, declarations, scans, runs, observations, verdict },
  });
}

/** Lets the scan's row follow; a decided scan that has become graver is open again, unless it is to be inspected anyway. */
async function show(
  step: Change,
  row: ScanRow,
  { result, fresh, before, policy }: { result: ScanResult; fresh: Fresh; before: Verdict; policy: Policy },
): Promise<void> {
  const all = [...(result.load?.observations ?? []), ...fresh.observations];
  const { verdict, risk } = fresh;
  const score = risk?.probability ?? Math.max(0, ...result.findings.map((finding) => finding.score));
  const decided = row.state === 'decided';
  // As with a new result: what was read before was read of something else, so that reading begins anew.
  const begins =
    isGraverThan(verdict, before, policy) && (decided ? row.decision !== 'inspect' : row.stage !== 'first');
  await step.trx
    .updateTable('scans')
    .set({
      verdict: verdict.kind,
      top_score: Math.max(score, heaviest(all, policy)),
      ...(begins && { decision: null, stage: 'first' as const, round: row.round + 1 }),
    })
    .where('scan_id', '=', row.scan_id)
    .execute();
  step.touched(row.scan_id as ScanId);
  if (begins && decided) await moveScanIfPossible(step, row, 'awaiting-review', { reason: 'comparison-graver' });
}
