import { baselinePolicy, defaultPolicy, type Finding, policyNamed, reachesAlarm, type Verdict } from '@h986/domain';
import { useApp } from '../app/context.ts';

/** Ranked findings, apart: those to be looked at, and those that their own model does not believe. */
export interface Apart {
  above: Finding[];
  below: Finding[];
}

/**
 * Below its threshold is a finding that did not weigh in the verdict and whose value lies under the one from which its model alarms;
 * without such a value its score is held against the policy's, or the baseline's. Whatever says nothing of a threshold is to be looked at.
 */
export function apart(findings: readonly Finding[], { reasons, policy }: Verdict): Apart {
  const grave = new Set(reasons.filter(({ code }) => code === 'finding').map(({ subject }) => subject));
  const rules = policyNamed(policy.name) ?? defaultPolicy;
  const isBelow = (finding: Finding): boolean => {
    const { id, kind, score } = finding;
    if (grave.has(id)) return false;
    const alarms =
      reachesAlarm(finding) ?? score >= (rules.suspiciousAt[kind] ?? baselinePolicy.suspiciousAt[kind] ?? 0);
    return !alarms;
  };
  return { above: findings.filter((one) => !isBelow(one)), below: findings.filter(isBelow) };
}

/** Remembered beside what is folded. */
const NAME = 'below-threshold';

/** Whether this user wants to see, in the list and on the picture, what is below its threshold. */
export function useBelowThreshold(): { shown: boolean; toggle(): void } {
  const { preferences, setPreferences } = useApp();
  const shown = preferences.panels[NAME] ?? false;
  return { shown, toggle: () => setPreferences({ panels: { ...preferences.panels, [NAME]: !shown } }) };
}
