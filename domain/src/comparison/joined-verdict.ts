import { type Evidence, graver, type Policy, type Verdict, type VerdictReason, verdictOf } from '../verdict.ts';

/**
 * The verdict on a recorded result and what the records know beside it: what was recorded, or what follows from all of it where that is
 * graver. Never the softer; the reasons of both, grave ones first.
 *
 * @param evidence findings and extent of the result, the observations of both, the runs of the comparison alone
 */
export function joinedVerdict(recorded: Verdict, evidence: Evidence, policy: Policy): Verdict {
  const own = verdictOf(evidence, { ...policy, required: policy.requiredInRecords });
  const known = new Set(own.reasons.map(nameOf));
  const more = recorded.reasons.filter((reason) => !known.has(nameOf(reason)));
  const reasons = [...own.reasons, ...more];
  const kind = graver(recorded.kind, own.kind);
  return {
    kind,
    reasons: [...reasons.filter((one) => isGrave(one, policy)), ...reasons.filter((one) => !isGrave(one, policy))],
    policy: recorded.kind === kind && own.kind !== kind ? recorded.policy : own.policy,
  };
}

/** Whether a verdict has become graver: by its kind, or by a grave reason that was not there before. */
export function isGraverThan(after: Verdict, before: Verdict, policy: Policy): boolean {
  if (after.kind !== before.kind) return graver(after.kind, before.kind) === after.kind;
  const known = new Set(before.reasons.map(nameOf));
  return after.reasons.some((reason) => isGrave(reason, policy) && !known.has(nameOf(reason)));
}

const nameOf = ({ code, subject, detail }: VerdictReason): string => JSON.stringify([code, subject, detail]);

/** Whether a reason is of those that make suspicious. */
function isGrave({ code, subject }: VerdictReason, { observations }: Policy): boolean {
  if (code !== 'observation') return code === 'finding';
  return observations.some((rule) => rule.code === subject && rule.makes === 'suspicious');
}
