import { type AuditEvent, InspectionOrder } from '@h986/domain';
import type { Words } from '../i18n/en.ts';
import { wordFor } from '../i18n/word.ts';

/** One audit event as a line that a person reads; everything it holds stays in its detail. */
export function eventWords({ action, detail }: AuditEvent, words: Words): string {
  const said = SAID[action]?.(detail, words).filter((part) => part !== '') ?? [];
  return [wordFor(words.action, action), ...said].join(' · ');
}

type Detail = AuditEvent['detail'];

const SAID: Partial<Record<AuditEvent['action'], (detail: Detail, words: Words) => string[]>> = {
  'scan-ordered': ({ lane, containers, plate }) => [text(lane), list(containers), text(plate)],
  'scan-state': ({ from, to, reason }, words) => [
    `${wordFor(words.state, text(from))} → ${wordFor(words.state, text(to))}`,
    wordFor(words.scanReason, text(reason)),
  ],
  'result-recorded': ({ verdict, revision }, words) => [wordFor(words.verdictKind, text(verdict)), text(revision)],
  'scan-compared': ({ declarations, observations, verdict }, words) => [
    each(declarations, ({ reference, version }) => [text(reference), version].filter(Boolean).join(' v')),
    each(observations, ({ code }) => wordFor(words.observation, text(code))),
    wordFor(words.verdictKind, text((verdict as Detail | undefined)?.kind)),
  ],
  decision: ({ kind, reason, text: remark, inspection, display }, words) => [
    wordFor(words.decisionKind, text(kind)),
    wordFor(words.decisionReason, text(reason)),
    text(remark),
    ...inspected(inspection, words),
    compared((display as Detail | undefined)?.compared, words),
  ],
  'mark-set': ({ kind, text: said }, words) => [wordFor(words.markKind, text(kind)), text(said)],
  'lease-expired': ({ holder }) => [text(holder)],
};

function inspected(order: unknown, words: Words): string[] {
  const known = InspectionOrder.safeParse(order);
  if (!known.success) return [];
  const { scope, marks, instruction } = known.data;
  const w = words.readings;
  return [w.inspection(scope === 'whole' ? w.whole : w.marked(words.marks.places(String(marks.length)))), instruction];
}

/** What the picture was compared with before it was decided. */
function compared(looked: unknown, { compare, compareMode }: Words): string {
  if (!Array.isArray(looked) || looked.length === 0) return '';
  const each = looked.map(({ scanId, mode, seconds }) =>
    compare.lookedAt(text(scanId), wordFor(compareMode, text(mode)), String(seconds)),
  );
  return compare.compared(each.join(', '));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function each(value: unknown, words: (one: Detail) => string): string {
  return Array.isArray(value) ? value.map(words).join(' + ') : '';
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.map(text).join(' + ') : '';
}
