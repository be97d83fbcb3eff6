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
  /** Numbers of findings, or names of algorithms; the code of an observation. */
  subjects: string[];
  /** Of an observation: which of the scan's containers, empty for the scan as a whole. */
  detail?: string;
}

/**
 * The verdict's reasons in its order of weight: an observation stands alone, others of one code that follow each other stand together,
 * findings by the numbers at their boxes.
 */
export function groupedReasons(verdict: Verdict, findings: readonly Finding[]): Reason[] {
  const numbers = new Map(findings.map(({ id }, i) => [id, String(i + 1)]));
  const grouped: Reason[] = [];
  for (const { code, subject, detail } of verdict.reasons) {
    if (code === 'observation') {
      grouped.push({ code, subjects: [subject], detail });
      continue;
    }
    const last = grouped.at(-1);
    const group = last?.code === code ? last : { code, subjects: [] };
    if (group !== last) grouped.push(group);
    if (subject !== '') group.subjects.push(numbers.get(subject) ?? subject);
  }
  return grouped;
}
