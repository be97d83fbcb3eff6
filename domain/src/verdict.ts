import { z } from 'zod';
import type { AlgorithmRun } from './algorithm.ts';
import { type Finding, reachesAlarm } from './finding.ts';
import { RaisedRisk } from './fusion.ts';
import { type Observation, ObservationCode } from './load/observation.ts';
import { trainedComparisons, trainedRaises, trainedReadings, trainedRules } from './trained-rules.ts';

/** From good to grave; a later stage may only move right. */
export const VERDICT_KINDS = ['clear', 'inconclusive', 'suspicious'] as const;
export const VerdictKind = z.enum(VERDICT_KINDS);
export type VerdictKind = z.infer<typeof VerdictKind>;

export const VerdictReason = z.object({
  code: z.enum([
    'finding',
    'algorithm-missing',
    'algorithm-failed',
    'algorithm-timed-out',
    'algorithm-not-applicable',
    'partial-scan',
    'lines-lost',
    'observation',
    'test-object',
  ]),
  /** The finding's id, the algorithm's name, the observation's code, or empty. */
  subject: z.string(),
  detail: z.string().default(''),
});
export type VerdictReason = z.infer<typeof VerdictReason>;

export const Verdict = z.object({
  kind: VerdictKind,
  /** In order of weight, gravest first. Empty only for `clear`. */
  reasons: z.array(VerdictReason),
  policy: z.object({ name: z.string(), version: z.string() }),
});
export type Verdict = z.infer<typeof Verdict>;

/** What follows from an observation of this code whose figures all lie in these bounds. The first rule that fits holds. */
export const ObservationRule = z.object({
  code: ObservationCode,
  when: z.array(z.object({ value: z.string(), atLeast: z.number().optional(), atMost: z.number().optional() })),
  makes: z.enum(['suspicious', 'inconclusive']),
  /** Among reasons of one gravity the heavier comes first; a finding weighs its score. */
  weight: z.number().min(0).max(1),
});
export type ObservationRule = z.infer<typeof ObservationRule>;

/** What must have run before anything may be called clear, and what makes a scan suspicious. Data, versioned. */
export const Policy = z.object({
  name: z.string(),
  version: z.string(),
  /** By algorithm name: required at this stage, and the reasons for `not-applicable` that are acceptable. */
  required: z.array(z.object({ name: z.string(), acceptNotApplicable: z.array(z.string()) })),
  /** The same of what only the records can ask: comparisons with declaration and other scans. */
  requiredInRecords: z.array(z.object({ name: z.string(), acceptNotApplicable: z.array(z.string()) })),
  /** A finding at or above its kind's score makes the scan suspicious. */
  suspiciousAt: z.record(z.string(), z.number()),
  /** Kinds whose findings bring their own: the model's value, and that from which on it alarms at this scanner. */
  suspiciousByAlarm: z.array(z.string()),
  /** What follows from what the load says, see `ObservationRule`; an observation without a rule is told and weighs nothing. */
  observations: z.array(ObservationRule),
  /** Log-odds that what only the records know adds to the fused risk where it is at its worst. Set by hand, not fitted. */
  raisesRisk: RaisedRisk,
  /** Lost lines beyond this share of the scan make it inconclusive. */
  maxLostShare: z.number().min(0).max(1),
});
export type Policy = z.infer<typeof Policy>;

/** For a house without trained models: the contrast detector decides. */
export const baselinePolicy: Policy = {
  name: 'baseline',
  version: '1.0.0',
  required: [
    { name: 'integrity', acceptNotApplicable: [] },
    { name: 'outlier', acceptNotApplicable: [] },
  ],
  requiredInRecords: [],
  suspiciousAt: { 'outlier-dense': 0.5, 'outlier-thin': 0.5 },
  suspiciousByAlarm: ['anomaly'],
  observations: [],
  raisesRisk: {},
  maxLostShare: 0,
};

/** For a house with trained models: they decide, inside the containers that were located. */
export const trainedPolicy: Policy = {
  name: 'trained',
  version: '1.1.0',
  required: [
    { name: 'integrity', acceptNotApplicable: [] },
    { name: 'locator', acceptNotApplicable: [] },
    { name: 'cargoseg', acceptNotApplicable: [] },
    ...trainedReadings,
  ],
  requiredInRecords: trainedComparisons,
  suspiciousAt: {},
  suspiciousByAlarm: ['anomaly'],
  observations: trainedRules,
  raisesRisk: trainedRaises,
  maxLostShare: 0,
};

export const policies = { baseline: baselinePolicy, trained: trainedPolicy } as const;
export type PolicyName = keyof typeof policies;

/** What is applied where nobody says otherwise. Trained models that are `active` want `trained`, and `outlier` in the shadow. */
export const DEFAULT_POLICY: PolicyName = 'trained';
export const defaultPolicy: Policy = policies[DEFAULT_POLICY];

/** @returns null for a name that nobody knows here */
export function policyNamed(name: string): Policy | null {
  return Object.values(policies).find((policy) => policy.name === name) ?? null;
}

/** All that a verdict may look at. */
export interface Evidence {
  runs: readonly AlgorithmRun[];
  findings: readonly Finding[];
  /** What the load says, alone and against declaration and other scans; none where nothing was read. */
  observations?: readonly Observation[];
  /** Whether the scanner said that the scan was over. */
  whole: boolean;
  lines: number;
  linesLost: number;
}

/**
 * The verdict on a scan: one pure function of everything that ran, everything that did not, and the policy.
 *
 * `clear` needs every algorithm that the policy requires to have `ran`, or to be not applicable for a reason that the
 * policy accepts, a whole scan and no finding at its threshold. Whatever is missing is at least `inconclusive`: silence never releases.
 */
export function verdictOf(evidence: Evidence, policy: Policy): Verdict {
  const said = observationReasons(evidence.observations ?? [], policy);
  const grave = byWeight([...findingReasons(evidence.findings, policy), ...said.suspicious]);
  const doubts = [
    ...extentReasons(evidence, policy),
    ...runReasons(evidence.runs, policy),
    ...byWeight(said.inconclusive),
  ];
  const kind: VerdictKind = grave.length > 0 ? 'suspicious' : doubts.length > 0 ? 'inconclusive' : 'clear';
  return { kind, reasons: [...grave, ...doubts], policy: { name: policy.name, version: policy.version } };
}

interface Weighed {
  reason: VerdictReason;
  weight: number;
}

const byWeight = (reasons: readonly Weighed[]): VerdictReason[] =>
  [...reasons].sort((a, b) => b.weight - a.weight).map(({ reason }) => reason);

function observationReasons(
  observations: readonly Observation[],
  policy: Policy,
): Record<ObservationRule['makes'], Weighed[]> {
  const reasons: Record<ObservationRule['makes'], Weighed[]> = { suspicious: [], inconclusive: [] };
  for (const observation of observations) {
    const rule = ruleFor(observation, policy);
    const detail = observation.container === null ? '' : String(observation.container);
    if (rule) {
      const reason: VerdictReason = { code: 'observation', subject: observation.code, detail };
      reasons[rule.makes].push({ reason, weight: rule.weight });
    }
  }
  return reasons;
}

/** What the policy says of an observation; undefined where it is told and weighs nothing. */
export function ruleFor(observation: Observation, policy: Policy): ObservationRule | undefined {
  return policy.observations.find((one) => one.code === observation.code && fits(one, observation));
}

/** A figure that is not there cannot say that the observation is harmless. */
function fits({ when }: ObservationRule, { values }: Observation): boolean {
  return when.every(({ value, atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY }) => {
    const figure = values[value];
    return figure === undefined || (figure >= atLeast && figure <= atMost);
  });
}

/** The graver of two kinds: how the server adds what only it can know, without ever softening what the pipeline said. */
export function graver(a: VerdictKind, b: VerdictKind): VerdictKind {
  return VERDICT_KINDS.indexOf(a) >= VERDICT_KINDS.indexOf(b) ? a : b;
}

function findingReasons(findings: readonly Finding[], policy: Policy): Weighed[] {
  return findings
    .filter((f) => isGrave(f, policy))
    .map((f) => ({ reason: { code: 'finding', subject: f.id, detail: f.reason.code }, weight: f.score }));
}

function isGrave(finding: Finding, policy: Policy): boolean {
  const { kind, score } = finding;
  // Without the figures to say that it is harmless it is not.
  if (policy.suspiciousByAlarm.includes(kind)) return reachesAlarm(finding) ?? true;
  return score >= (policy.suspiciousAt[kind] ?? Number.POSITIVE_INFINITY);
}

function extentReasons({ whole, lines, linesLost }: Evidence, policy: Policy): VerdictReason[] {
  const reasons: VerdictReason[] = [];
  if (!whole) reasons.push({ code: 'partial-scan', subject: '', detail: '' });
  if (lines === 0 || linesLost / lines > policy.maxLostShare) {
    reasons.push({ code: 'lines-lost', subject: '', detail: `${linesLost} of ${lines}` });
  }
  return reasons;
}

function runReasons(runs: readonly AlgorithmRun[], policy: Policy): VerdictReason[] {
  return policy.required.flatMap(({ name, acceptNotApplicable }): VerdictReason[] => {
    const ofName = runs.filter((run) => run.name === name);
    if (ofName.length === 0) return [{ code: 'algorithm-missing', subject: name, detail: '' }];
    return ofName.flatMap((run): VerdictReason[] => {
      if (run.state === 'ran') return [];
      if (run.state === 'not-applicable' && acceptNotApplicable.includes(run.reason)) return [];
      return [{ code: `algorithm-${run.state}`, subject: name, detail: run.reason }];
    });
  });
}
