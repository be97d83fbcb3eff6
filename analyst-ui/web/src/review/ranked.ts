import type { Finding, Verdict } from '@h986/domain';
import type { MarkedBox } from '../viewer/index.ts';

/** Gravest first: the order of the list, and the numbers at the boxes. */
export function ranked(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => b.score - a.score);
}

/** The boxes of ranked findings; those that did not weigh in the verdict are drawn weaker. */
export function boxesOf(findings: readonly Finding[], verdict: Verdict): MarkedBox[] {
  const grave = new Set(verdict.reasons.filter(({ code }) => code === 'finding').map(({ subject }) => subject));
  return findings.map(({ id, kind, boxPx }, i) => ({
    id,
    kind,
    label: String(i + 1),
    box: boxPx,
    weak: !grave.has(id),
  }));
}

export interface Reason {
  code: Verdict['reasons'][number]['code'];
  /** Numbers of findings, or names of algorithms. */
  subjects: string[];
}

/** The verdict's reasons, each code once, findings by the numbers at their boxes. */
export function groupedReasons(verdict: Verdict, findings: readonly Finding[]): Reason[] {
  const numbers = new Map(findings.map(({ id }, i) => [id, String(i + 1)]));
  const byCode = new Map<Reason['code'], string[]>();
  for (const { code, subject } of verdict.reasons) {
    const subjects = byCode.get(code) ?? [];
    if (subject !== '') subjects.push(numbers.get(subject) ?? subject);
    byCode.set(code, subjects);
  }
  return [...byCode].map(([code, subjects]) => ({ code, subjects }));
}
