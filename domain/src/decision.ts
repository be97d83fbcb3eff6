import { z } from 'zod';
import { MarkId } from './mark.ts';

export const DECISION_KINDS = ['release', 'inspect', 'rescan'] as const;
export const DecisionKind = z.enum(DECISION_KINDS);
export type DecisionKind = z.infer<typeof DecisionKind>;

/** Reason codes by decision; the screens put them in words. `other` needs a text. */
export const DECISION_REASONS = {
  release: ['matches-declaration', 'findings-explained', 'empty-container', 'other'],
  inspect: ['suspected-concealment', 'declaration-mismatch', 'not-penetrated', 'scan-incomplete', 'other'],
  rescan: ['image-quality', 'lines-lost', 'wrong-container', 'other'],
} as const satisfies Record<DecisionKind, readonly string[]>;

/** What the inspectors are asked to do: open everything, or the marked places. */
export const InspectionOrder = z
  .object({
    scope: z.enum(['whole', 'marked']),
    marks: z.array(MarkId).max(100).default([]),
    instruction: z.string().max(2000, 'text-too-long').default(''),
  })
  .refine(({ scope, marks }) => scope === 'whole' || marks.length > 0, {
    error: 'inspection-marks-missing',
    path: ['marks'],
  });
export type InspectionOrder = z.infer<typeof InspectionOrder>;

/** What an analyst decides, and what was on the screen when they did. */
export const NewDecision = z
  .object({
    kind: DecisionKind,
    reason: z.string(),
    text: z.string().max(4000).default(''),
    /** Of an inspection only; the whole container where nothing is said. */
    inspection: InspectionOrder.optional(),
    /** The display at the moment of deciding: window, zoom, layers. Kept in the audit log as seen. */
    display: z.record(z.string(), z.unknown()).default({}),
    /** The revision that the analyst had before them; refused if a newer one has been recorded since. */
    revision: z.string().nullable(),
    /** The comparison that they had before them, null for none; as the revision. Left out: not asked. */
    comparison: z.string().nullable().optional(),
  })
  .refine((d) => (DECISION_REASONS[d.kind] as readonly string[]).includes(d.reason), {
    error: 'decision-reason-unknown',
    path: ['reason'],
  })
  .refine((d) => d.kind === 'inspect' || d.inspection === undefined, {
    error: 'inspection-not-asked',
    path: ['inspection'],
  })
  .refine((d) => d.reason !== 'other' || d.text.trim() !== '', { error: 'decision-text-missing', path: ['text'] });
export type NewDecision = z.infer<typeof NewDecision>;
