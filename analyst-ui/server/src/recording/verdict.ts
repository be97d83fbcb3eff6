import {
  countLost,
  defaultPolicy,
  graver,
  type Policy,
  policyNamed,
  type ScanResult,
  type Verdict,
  verdictOf,
} from '@h986/domain';

/**
 * The verdict that the records keep: what the pipeline said, or what follows from its runs, its findings and what its load says by the same policy as we
 * know it where that is graver. Never the milder of the two.
 */
export function recordedVerdict(
  result: ScanResult,
  policy: Policy = policyNamed(result.verdict.policy.name) ?? defaultPolicy,
): Verdict {
  const own = verdictOf(
    {
      runs: result.runs,
      findings: result.findings,
      observations: result.load?.observations ?? [],
      whole: result.extent === 'whole',
      lines: result.lines,
      linesLost: countLost(result.linesLost),
    },
    policy,
  );
  return graver(result.verdict.kind, own.kind) === result.verdict.kind ? result.verdict : own;
}
